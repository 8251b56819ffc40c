package io.azimuth.bootstrap.client.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.client.ClientException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopbackPageTest {

  private final LoopbackPage page = LoopbackPage.at(0);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    page.close();
  }

  private int port() {
    return URI.create(page.address()).getPort();
  }

  private HttpResponse<String> get(String target) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + target)).build(),
        BodyHandlers.ofString());
  }

  @Test
  void takesTheAnswerThatIsExpected() throws IOException, InterruptedException {
    page.expect("s1");

    HttpResponse<String> shown = get("/oidc/callback?state=s1&code=a%2Bb&state=s2&x");

    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).contains("You can close this page").doesNotContain("a+b", "s1");
    assertThat(shown.headers().firstValue("Content-Security-Policy"))
        .contains("default-src 'none'");
    assertThat(page.await(Duration.ofSeconds(20)))
        .containsEntry("code", "a+b")
        .containsEntry("state", "s1");
  }

  @Test
  void takesNothingElse() throws IOException, InterruptedException {
    assertThat(get("/oidc/callback?state=&code=a").statusCode()).isEqualTo(400);
    page.expect("s1");

    assertThat(get("/oidc/callback").statusCode()).isEqualTo(400);
    assertThat(get("/oidc/callback?state=s2&code=a").statusCode()).isEqualTo(400);
    assertThat(get("/oidc/callback/more?state=s1&code=a").statusCode()).isEqualTo(404);
    assertThat(get("/favicon.ico").statusCode()).isEqualTo(404);
    assertThatThrownBy(() -> page.await(Duration.ofMillis(1)))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("the browser did not come back");
  }

  @Test
  void aPortThatIsTakenIsTold() {
    assertThatThrownBy(() -> LoopbackPage.at(port()))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("port " + port() + " of this machine cannot be used");
  }
}
