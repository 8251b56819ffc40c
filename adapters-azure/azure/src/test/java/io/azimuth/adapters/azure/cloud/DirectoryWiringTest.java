package io.azimuth.adapters.azure.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Stage;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.azimuth.adapters.azure.AzureModule;
import io.azimuth.adapters.azure.CountedCalls;
import io.azimuth.adapters.azure.NoIdentityTokens;
import io.azimuth.adapters.azure.TestAuthority;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.adapters.jose.JoseModule;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.federation.PluginIdentityTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The directory, wired as in the server, takes trust, addresses and audience from the cloud. */
@Timeout(120)
class DirectoryWiringTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ResourceId MACHINE =
      ResourceId.parse(
              "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg1/providers"
                  + "/Microsoft.Compute/virtualMachines/web-1")
          .orElseThrow();

  @TempDir Path directory;

  @Test
  void asksTheResourceManagerOfAConfiguredCloud() throws IOException, GeneralSecurityException {
    TestAuthority authority = new TestAuthority();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext()));
    server.createContext(
        "/",
        exchange -> {
          boolean token = exchange.getRequestMethod().equals("POST");
          byte[] body =
              (token
                      ? "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"t\"}"
                      : "{\"id\":\"" + MACHINE + "\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      URI base = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
      CloudConfig lab = LabCloud.at(base, Optional.of(authority.writeTo(directory)));

      assertThat(directory(lab).find(access("lab"), MACHINE, PATIENCE))
          .isInstanceOf(DirectoryAnswer.Found.class);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aCloudWithoutResourceManagerCannotBeAsked() {
    CloudConfig bare =
        new CloudConfig(
            "bare",
            URI.create("https://127.0.0.1:1/"),
            List.of("https://sts.windows.net/{tenant_id}/"),
            new CloudConfig.Services(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "https://ossrdbms-aad.database.windows.net"),
            Optional.empty());

    assertThat(directory(bare).find(access("bare"), MACHINE, PATIENCE))
        .isEqualTo(new DirectoryAnswer.Unusable("the cloud bare names no resource_manager"));
  }

  private static ResourceDirectory directory(CloudConfig cloud) {
    return Guice.createInjector(
            Stage.PRODUCTION,
            new AbstractModule() {
              @Override
              protected void configure() {
                binder().requireExplicitBindings();
                binder().requireAtInjectOnConstructors();
                binder().requireExactBindingAnnotations();
                binder().disableCircularProxies();
                bind(PluginIdentityTokens.class).toInstance(new NoIdentityTokens());
                bind(Clock.class)
                    .toInstance(Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC));
              }
            },
            new AzureModule(
                List.of(cloud),
                ProxyConfig.direct(),
                "1",
                Clock.systemUTC(),
                new CountedCalls().calls,
                new SecureRandom()),
            new JoseModule(new SecureRandom()))
        .getInstance(ResourceDirectory.class);
  }

  private static DirectoryAccess access(String cloud) {
    return new DirectoryAccess(
        "mount",
        1,
        cloud,
        "11111111-1111-1111-1111-111111111111",
        new ServerCredential.ClientSecret("client", SecretText.of("zsecretz")),
        new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO),
        DirectoryAccess.CallLog.NONE);
  }
}
