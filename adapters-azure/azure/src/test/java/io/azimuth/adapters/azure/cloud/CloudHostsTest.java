package io.azimuth.adapters.azure.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.azimuth.adapters.azure.AzureModule;
import io.azimuth.adapters.azure.ConnectProxy;
import io.azimuth.adapters.azure.CountedCalls;
import io.azimuth.adapters.azure.NoIdentityTokens;
import io.azimuth.adapters.azure.TestAuthority;
import io.azimuth.adapters.azure.call.FakeAzure;
import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.adapters.jose.JoseModule;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.federation.PluginIdentityTokens;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.remote.Deadline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts the server asks in each cloud, as a proxy on the way to them sees it. */
@Timeout(120)
class CloudHostsTest {

  private static final ResourceId MACHINE = Lab.machine("web-1");
  private static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000010";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "AzurePublicCloud, '', login.microsoftonline.com management.azure.com graph.microsoft.com",
    "AzureUSGovernmentCloud, '', login.microsoftonline.us management.usgovcloudapi.net"
        + " graph.microsoft.us",
    "AzureChinaCloud, '', login.chinacloudapi.cn login.partner.microsoftonline.cn"
        + " management.chinacloudapi.cn microsoftgraph.chinacloudapi.cn",
    // A cloud block whose authority is another name of the built-in one.
    "AzurePublicCloud, login.windows.net, login.windows.net login.microsoftonline.com"
        + " management.azure.com graph.microsoft.com",
    "AzureChinaCloud, login.partner.microsoftonline.cn, login.partner.microsoftonline.cn"
        + " management.chinacloudapi.cn microsoftgraph.chinacloudapi.cn"
  })
  void asksTheHostsOfTheCloudAndNoOthers(String name, String authority, String expected)
      throws IOException, GeneralSecurityException {
    List<String> hosts = Arrays.asList(expected.split(" "));
    TestAuthority certificates = new TestAuthority(hosts);
    CloudConfig cloud = copy(name, authority, certificates.writeTo(directory));
    try (FakeAzure azure = new FakeAzure(certificates);
        ConnectProxy proxy = new ConnectProxy(azure.address().getPort())) {
      publish(azure, cloud);
      Injector injector = injector(cloud, proxy);
      try (BackgroundFetches fetches = injector.getInstance(BackgroundFetches.class)) {
        fetches.start();
        useAll(injector);
      }

      assertThat(asked(proxy)).containsExactlyInAnyOrderElementsOf(hosts);
    }
  }

  private static void useAll(Injector injector) {
    injector
        .getInstance(Clouds.class)
        .named("copy")
        .orElseThrow()
        .expect(FakeAzure.TENANT, Deadline.of(Lab.LONG))
        .join();
    assertThat(injector.getInstance(ResourceDirectory.class).find(access(), MACHINE, Lab.LONG))
        .isInstanceOf(DirectoryAnswer.Found.class);
    assertThat(injector.getInstance(CredentialRotator.class).find(access(), CLIENT, Lab.LONG))
        .isInstanceOf(AzureAnswer.Done.class);
  }

  private static void publish(FakeAzure azure, CloudConfig cloud) {
    for (String issuer : cloud.issuers()) {
      boolean second = issuer.endsWith("/v2.0");
      String document =
          "{\"issuer\":\"%s\",\"jwks_uri\":\"%sdiscovery/keys\"}"
              .formatted(issuer.replace("{tenant_id}", FakeAzure.TENANT), cloud.authorityHost());
      azure.on(
          "/" + FakeAzure.TENANT + (second ? "/v2.0" : "") + "/.well-known/openid-configuration",
          exchange -> FakeAzure.reply(exchange, 200, document));
    }
    azure.on(MACHINE, 200, "{\"id\":\"" + MACHINE + "\"}");
    azure.on(
        "/v1.0/applications",
        exchange ->
            FakeAzure.reply(
                exchange,
                200,
                "{\"value\":[{\"id\":\"dddddddd-0000-4000-8000-000000000001\",\"appId\":\"%s\","
                        .formatted(CLIENT)
                    + "\"keyCredentials\":[],\"passwordCredentials\":[]}]}"));
  }

  /** The built-in cloud under another name, so that it can have certificates of the test. */
  private static CloudConfig copy(String name, String authority, Path certificates) {
    CloudConfig cloud =
        BuiltInClouds.ALL.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    return new CloudConfig(
        "copy",
        authority.isEmpty() ? cloud.authorityHost() : URI.create("https://" + authority + "/"),
        cloud.issuers(),
        cloud.services(),
        Optional.of(certificates));
  }

  private static Injector injector(CloudConfig cloud, ConnectProxy proxy) {
    return Guice.createInjector(
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(PluginIdentityTokens.class).toInstance(new NoIdentityTokens());
            bind(Clock.class).toInstance(Clock.systemUTC());
          }
        },
        new AzureModule(
            List.of(cloud),
            ProxyConfig.through("127.0.0.1", proxy.port(), List.of()),
            "1",
            Clock.systemUTC(),
            new CountedCalls().calls,
            new SecureRandom()),
        new JoseModule(new SecureRandom()));
  }

  private static Set<String> asked(ConnectProxy proxy) {
    return proxy.asked().stream()
        .map(line -> line.substring("CONNECT ".length(), line.indexOf(":443 ")))
        .collect(Collectors.toSet());
  }

  private static DirectoryAccess access() {
    return new DirectoryAccess(
        "mount",
        1,
        "copy",
        FakeAzure.TENANT,
        new ServerCredential.ClientSecret(CLIENT, SecretText.of("zsecretz")),
        new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO),
        DirectoryAccess.CallLog.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "https://login.chinacloudapi.cn/, https://login.partner.microsoftonline.cn/",
    "https://LOGIN.partner.microsoftonline.cn:443/, https://login.chinacloudapi.cn/",
    "https://login.usgovcloudapi.net/, https://login.microsoftonline.us/",
    "https://login.chinacloudapi.cn:8443/, ",
    "https://login.chinacloudapi.cn.example/, ",
    "https://127.0.0.1:9443/, "
  })
  void knowsTheOtherNamesOfAnAuthority(URI authority, String other) {
    assertThat(AuthorityAliases.of(authority))
        .containsExactlyElementsOf(
            Stream.concat(
                    Stream.of(authority), Optional.ofNullable(other).map(URI::create).stream())
                .toList());
  }
}
