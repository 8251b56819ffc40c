package io.azimuth.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.cloud.LabCloud;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.simulator.token.KeyRollover;
import io.azimuth.adapters.azure.simulator.token.TokenDefect;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.adapters.jose.JoseModule;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.federation.PluginIdentityTokens;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.TokenVerifier;
import io.azimuth.spi.verify.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Valid and invalid tokens of the simulated Azure pass discovery and verification as wired in the
 * server.
 */
@Timeout(60)
class SimulatedTokensTest {

  private static final String RESOURCE = "https://management.azure.com/";
  private static final String MACHINE = "web-1";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir static Path directory;
  private static AzureSimulator simulator;
  private Injector injector;

  @BeforeAll
  static void startSimulator() throws IOException {
    simulator =
        AzureSimulator.start(
            AzureSimulatorConfig.forTests(CLOCK, new SecureRandom()).writingTo(directory));
  }

  @AfterAll
  static void stopSimulator() {
    simulator.close();
  }

  @BeforeEach
  void wire() {
    simulator.reset();
    CloudConfig lab =
        LabCloud.at(simulator.authorityUri(), Optional.of(directory.resolve("ca.pem")));
    injector =
        Guice.createInjector(
            new AzureModule(
                List.of(lab),
                ProxyConfig.direct(),
                "1",
                Clock.systemUTC(),
                new CountedCalls().calls,
                new SecureRandom()),
            new JoseModule(new SecureRandom()),
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(PluginIdentityTokens.class).toInstance(new NoIdentityTokens());
                bind(Clock.class).toInstance(CLOCK);
              }
            });
  }

  @AfterEach
  void endFetches() {
    injector.getInstance(BackgroundFetches.class).close();
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG_AUDIENCE, AUDIENCE_MISMATCH",
    "WRONG_ISSUER, ISSUER_MISMATCH",
    "WRONG_TENANT, IDENTITY_MISMATCH",
    "EXPIRED, EXPIRED",
    "NOT_YET_VALID, NOT_YET_VALID",
    "HMAC_WITH_PUBLIC_KEY, ALGORITHM",
    "RS512, ALGORITHM",
    "FOREIGN_KEY, SIGNATURE",
    "UNKNOWN_KEY_ID, KEY_UNKNOWN",
    "OTHER_ISSUERS_KEY, KEY_UNKNOWN",
    "PAYLOAD_SWAPPED, SIGNATURE"
  })
  void rejectsEveryDefectForItsReason(TokenDefect defect, TokenRejection reason) {
    SecretText token = simulator.mint(TokenRequest.forMachine(MACHINE, RESOURCE).with(defect));

    Optional<TokenRejection> found =
        verify(token).fold(accepted -> Optional.empty(), no -> Optional.of(no.reason()));
    assertThat(found).contains(reason);
  }

  @Test
  void acceptsHonestTokensAndFetchesEachDocumentOnce() {
    for (int login = 0; login < 5; login++) {
      assertThat(verify(simulator.tokenFor(MACHINE, RESOURCE)))
          .isInstanceOf(Verification.Accepted.class);
    }

    assertThat(simulator.requestCounts().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(3);
  }

  @Test
  void followsARollOverAtOnce() {
    assertThat(verify(simulator.tokenFor(MACHINE, RESOURCE)))
        .isInstanceOf(Verification.Accepted.class);
    simulator.rollKeys(KeyRollover.ordinary());

    assertThat(verify(simulator.tokenFor(MACHINE, RESOURCE)))
        .isInstanceOf(Verification.Accepted.class);
  }

  private Verification verify(SecretText token) {
    TenantExpectation tenant =
        injector
            .getInstance(Clouds.class)
            .named("lab")
            .orElseThrow()
            .expect(simulator.fleet().tenants().get(0).id(), Deadline.of(PATIENCE))
            .join();
    TokenExpectation expectation =
        new TokenExpectation(tenant.profiles(), Set.of(RESOURCE), Duration.ofSeconds(60));
    return injector
        .getInstance(TokenVerifier.class)
        .verify(UnverifiedToken.parse(token).orElseThrow(), expectation, Deadline.of(PATIENCE))
        .join();
  }
}
