package io.azimuth.adapters.azure.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.call.FakeAzure;
import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.port.AzureAnswer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The probe that checks whether Resource Manager can be called. */
@Timeout(120)
class ResourceManagerProbeTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Lab lab;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    lab = new Lab();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aServerWithoutAnySubscriptionIsWell() {
    on(200, "{\"value\":[]}");

    assertThat(probe())
        .isInstanceOfSatisfying(
            AzureAnswer.Done.class,
            it -> assertThat((Duration) it.value()).isBetween(Duration.ofNanos(1), LIMIT));
    assertThat(lab.azure.armCalls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.method()).isEqualTo("GET");
              assertThat(call.target()).isEqualTo("/subscriptions?api-version=2022-12-01");
              assertThat(call.authorization()).contains("Bearer bearer-1");
            });
  }

  @Test
  void aTokenThatIsNotAcceptedIsARefusal() {
    on(401, "{\"error\":{\"code\":\"InvalidAuthenticationTokenTenant\",\"message\":\"m\"}}");

    assertThat(probe())
        .isEqualTo(
            new AzureAnswer.Refused<>(
                "Resource Manager answered 401, code InvalidAuthenticationTokenTenant,"
                    + " request unknown"));
  }

  @Test
  void aRefusedSignInIsARefusal() {
    lab.azure.on(
        FakeAzure.TOKEN,
        exchange ->
            FakeAzure.reply(
                exchange,
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: m\"}"));

    assertThat(probe())
        .isEqualTo(
            new AzureAnswer.Refused<>(
                "signing in failed: invalid_client AADSTS7000222, status 401"));
  }

  @Test
  void aResourceManagerThatFailsIsUnavailable() {
    on(503, "");

    assertThat(probe())
        .isEqualTo(
            new AzureAnswer.Unavailable<>(
                "Resource Manager answered 503, code unknown, request unknown", Duration.ZERO));
  }

  private void on(int status, String body) {
    lab.azure.on("/subscriptions", exchange -> FakeAzure.reply(exchange, status, body));
  }

  private AzureAnswer<Duration> probe() {
    return lab.directory.probe(Lab.access(), LIMIT);
  }
}
