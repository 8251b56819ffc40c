package io.azimuth.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.cloud.LabCloud;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.adapters.jose.JoseModule;
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
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both modules, wired as in the server, call an authority on loopback. */
@Timeout(60)
class WiringTest {

  private static final String TENANT = "11111111-1111-1111-1111-111111111111";
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final TestAuthority authority = new TestAuthority();
  private final CountedCalls counted = new CountedCalls();
  private final AtomicInteger requests = new AtomicInteger();
  @TempDir Path directory;
  private KeyPair signer;
  private HttpsServer server;

  @BeforeEach
  void startAuthority() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    signer = generator.generateKeyPair();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext()));
    serve("/" + TENANT + "/.well-known/openid-configuration", discovery(v1Issuer()));
    serve(
        "/" + TENANT + "/v2.0/.well-known/openid-configuration",
        discovery("https://login.microsoftonline.com/" + TENANT + "/v2.0"));
    serve("/keys", keys());
    server.start();
  }

  @AfterEach
  void stopAuthority() {
    server.stop(0);
  }

  @Test
  void verifiesATokenOfAConfiguredCloud() throws IOException, GeneralSecurityException {
    Injector injector = injector();
    try (BackgroundFetches fetches = injector.getInstance(BackgroundFetches.class)) {
      fetches.start();
      Clouds clouds = injector.getInstance(Clouds.class);
      TokenVerifier verifier = injector.getInstance(TokenVerifier.class);
      for (int login = 0; login < 3; login++) {
        TenantExpectation tenant =
            clouds.named("LAB").orElseThrow().expect(TENANT, Deadline.of(PATIENCE)).join();
        Verification verification =
            verifier
                .verify(
                    token(),
                    new TokenExpectation(tenant.profiles(), Set.of("audience"), Duration.ZERO),
                    Deadline.of(PATIENCE))
                .join();

        assertThat(verification).isInstanceOf(Verification.Accepted.class);
      }
      assertThat(requests).hasValue(3);
      assertThat(counted.of("discovery", "ok")).isEqualTo(2);
      assertThat(counted.of("keys", "ok")).isEqualTo(1);
    }
  }

  @Test
  void knowsItsCloudsInAnyLetterCase() throws IOException {
    Clouds clouds = injector().getInstance(Clouds.class);

    assertThat(clouds.named("azurepubliccloud").orElseThrow().name()).isEqualTo("AzurePublicCloud");
    assertThat(clouds.named("AzureUSGovernmentCloud")).isPresent();
    assertThat(clouds.named("AzureChinaCloud")).isPresent();
    assertThat(clouds.named("AzureGermanCloud")).isEmpty();
    assertThat(clouds.named("\u212aab")).isEmpty();
    assertThat(requests).hasValue(0);
  }

  private Injector injector() throws IOException {
    CloudConfig lab = LabCloud.at(base(), Optional.of(authority.writeTo(directory)));
    return Guice.createInjector(
        new AbstractModule() {
          @Override
          protected void configure() {
            binder().requireExplicitBindings();
            binder().requireAtInjectOnConstructors();
            binder().requireExactBindingAnnotations();
            binder().disableCircularProxies();
            bind(PluginIdentityTokens.class).toInstance(new NoIdentityTokens());
            bind(Clock.class).toInstance(Clock.fixed(NOW, ZoneOffset.UTC));
          }
        },
        new AzureModule(
            List.of(lab),
            ProxyConfig.direct(),
            "1",
            Clock.systemUTC(),
            counted.calls,
            new SecureRandom()),
        new JoseModule(new SecureRandom()));
  }

  private UnverifiedToken token() throws GeneralSecurityException {
    String signed =
        base64("{\"alg\":\"RS256\",\"kid\":\"k\"}")
            + "."
            + base64(
                "{\"iss\":\"%s\",\"aud\":\"audience\",\"iat\":%d,\"exp\":%d,\"tid\":\"%s\",\"ver\":\"1.0\"}"
                    .formatted(
                        v1Issuer(), NOW.getEpochSecond(), NOW.getEpochSecond() + 60, TENANT));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(signer.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return UnverifiedToken.parse(SecretText.of(signed + "." + base64(signature.sign())))
        .orElseThrow();
  }

  private String keys() {
    RSAPublicKey key = (RSAPublicKey) signer.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"k\",\"n\":\"%s\",\"e\":\"%s\",\"issuer\":\"%s\"}]}"
        .formatted(
            base64(unsigned(key.getModulus())),
            base64(unsigned(key.getPublicExponent())),
            "https://login.microsoftonline.com/{tenantid}/v2.0");
  }

  private String discovery(String issuer) {
    return "{\"issuer\":\"%s\",\"jwks_uri\":\"%skeys\"}".formatted(issuer, base());
  }

  private URI base() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void serve(String path, String text) {
    server.createContext(
        path,
        exchange -> {
          requests.incrementAndGet();
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private static String v1Issuer() {
    return "https://sts.windows.net/" + TENANT + "/";
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
