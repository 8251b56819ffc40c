package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebClient;
import io.azimuth.spi.web.WebRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of the client for calls to other systems. */
@Timeout(60)
public abstract class WebClientContract {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] NONE = new byte[0];

  /** What another system received. */
  public record Received(String method, Map<String, String> headers, String body) {}

  /** The client under test. */
  protected abstract WebClient client();

  /** The address of that path at a system that the client trusts, as {@link #request} is sent. */
  protected abstract WebAddress address(String path);

  /** Makes the system answer so at that path. */
  protected abstract void answers(
      String path, int status, Map<String, String> headers, byte[] body);

  /** Makes the system give no answer at that path. */
  protected abstract void hangs(String path);

  /** The latest request at that path; names of headers in small letters. */
  protected abstract Received received(String path);

  /** The request with what makes the client trust the system. */
  protected WebRequest request(WebRequest request) {
    return request;
  }

  private WebAnswer send(WebRequest request) {
    return client().send(request(request), PATIENCE).join();
  }

  private WebAnswer get(String path) {
    return send(WebRequest.get(address(path)));
  }

  @Test
  final void answersWithStatusHeadersAndBody() {
    answers("/keys", 200, Map.of("content-type", "application/json"), bytes("{}"));

    WebAnswer answer = get("/keys");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("application/json");
    assertThat(answer.body()).isEqualTo(SecretBytes.of(bytes("{}")));
  }

  @Test
  final void everyStatusIsAnAnswer() {
    answers("/gone", 404, Map.of(), NONE);
    answers("/down", 503, Map.of("retry-after", "7"), bytes("later"));

    assertThat(get("/gone").status()).isEqualTo(404);
    assertThat(get("/down").status()).isEqualTo(503);
    assertThat(get("/down").header("Retry-After")).contains("7");
  }

  @Test
  final void followsNoRedirect() {
    answers("/here", 302, Map.of("location", address("/there").uri().toString()), NONE);
    answers("/there", 200, Map.of(), bytes("secret of another place"));

    assertThat(get("/here").status()).isEqualTo(302);
  }

  @Test
  final void keepsNoOtherHeaders() {
    answers("/keys", 200, Map.of("set-cookie", "a=b", "content-type", "text/plain"), NONE);

    assertThat(get("/keys").headers()).containsKey("content-type").doesNotContainKey("set-cookie");
  }

  @Test
  final void sendsMethodHeadersAndBody() {
    answers("/review", 201, Map.of(), NONE);

    send(
        WebRequest.post(address("/review"), "application/json", SecretBytes.of(bytes("[1]")))
            .with("Authorization", SecretText.of("Bearer abc")));

    Received received = received("/review");
    assertThat(received.method()).isEqualTo("POST");
    assertThat(received.headers())
        .containsEntry("authorization", "Bearer abc")
        .containsEntry("content-type", "application/json");
    assertThat(received.body()).isEqualTo("[1]");
  }

  @Test
  final void acceptsAnAnswerOfTheLimitAndNoByteMore() {
    answers("/large", 200, Map.of(), new byte[1_000]);

    assertThat(send(WebRequest.get(address("/large")).limitedTo(1_000)).body().length())
        .isEqualTo(1_000);
    assertFails(
        WebRequest.get(address("/large")).limitedTo(999),
        PATIENCE,
        ErrorCode.IDENTITY_PROVIDER_UNUSABLE,
        "999 bytes");
  }

  @Test
  final void endsWhenThePatienceEnds() {
    hangs("/silent");

    assertFails(
        WebRequest.get(address("/silent")),
        Duration.ofMillis(50),
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
        "within 50 ms");
  }

  @Test
  final void aFailureNamesNoSecret() {
    hangs("/silent");
    WebRequest secret =
        WebRequest.post(
                WebAddress.parse(address("/silent").uri() + "?key=s3cr3t").orElseThrow(),
                "text/plain",
                SecretBytes.of(bytes("s3cr3t")))
            .with("Authorization", SecretText.of("s3cr3t"));

    assertThatThrownBy(() -> client().send(request(secret), Duration.ofMillis(1)).join())
        .hasStackTraceContaining("/silent")
        .satisfies(
            thrown -> assertThat(ServiceException.in(thrown)).isPresent(),
            thrown ->
                assertThat(ServiceException.in(thrown).orElseThrow().detail())
                    .doesNotContain("s3cr3t"));
    assertThat(secret.toString()).doesNotContain("s3cr3t");
  }

  private void assertFails(WebRequest request, Duration patience, ErrorCode code, String why) {
    assertThatThrownBy(() -> client().send(request(request), patience).join())
        .isInstanceOf(CompletionException.class)
        .satisfies(
            thrown -> {
              ServiceException fault = ServiceException.in(thrown).orElseThrow();
              assertThat(fault.code()).isEqualTo(code);
              assertThat(fault.detail()).contains(why);
            });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
