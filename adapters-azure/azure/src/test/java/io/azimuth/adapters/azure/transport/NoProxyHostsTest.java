package io.azimuth.adapters.azure.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.cloud.HttpsEndpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoProxyHostsTest {

  @ParameterizedTest
  @CsvSource({
    "*, https://login.example/, true",
    "login.example, https://login.example/, true",
    "LOGIN.example, https://login.EXAMPLE/, true",
    "example, https://login.example/, true",
    "ample, https://login.example/, false",
    ".example, https://login.example/, true",
    "*.example, https://login.example/, true",
    ".login.example, https://login.example/, false",
    "login.example:443, https://login.example/, true",
    "login.example:8443, https://login.example/, false",
    "login.example:8443, https://login.example:8443/, true",
    "10.0.0.1, https://10.0.0.1/, true",
    "10.0.0.1, https://10.0.0.11/, false",
    ".., https://login.example/, false",
    "., https://login.example/, false",
    "'', https://login.example/, false",
    "other.example, https://login.example/, false"
  })
  void matchesWholeNamesAndSuffixes(String entry, URI uri, boolean direct) {
    assertThat(new NoProxyHosts(List.of(entry)).contain(HttpsEndpoint.of(uri))).isEqualTo(direct);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://localhost/", "https://127.0.0.1:9443/", "https://[::1]:9443/"})
  void alwaysReachesLoopbackDirectly(URI uri) {
    assertThat(new NoProxyHosts(List.of()).contain(HttpsEndpoint.of(uri))).isTrue();
  }

  @Test
  void sendsHttpsThroughTheProxyAndPlainHttpDirectly() {
    AzureProxySelector selector =
        new AzureProxySelector(
            ProxyConfig.through("127.0.0.1", 3128, List.of("direct.example", "x.example")));

    assertThat(selector.select(URI.create("https://login.example/")))
        .containsExactly(
            new Proxy(
                Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 3128)));
    assertThat(selector.select(URI.create("https://direct.example/")))
        .containsExactly(Proxy.NO_PROXY);
    assertThat(selector.select(URI.create("http://169.254.169.254/")))
        .containsExactly(Proxy.NO_PROXY);
  }

  @Test
  void drillReachesItsVaultAndNoOtherServiceOfAzure() {
    AzureProxySelector selector =
        new AzureProxySelector(
            ProxyConfig.through("127.0.0.1", 9, List.of("azimuth-vault.vault.azure.net")));

    assertThat(selector.select(URI.create("https://azimuth-vault.vault.azure.net/keys/seal")))
        .containsExactly(Proxy.NO_PROXY);
    assertThat(
            List.of(
                "https://graph.microsoft.com/v1.0",
                "https://login.microsoftonline.com/",
                "https://management.azure.com/",
                "https://other.vault.azure.net/"))
        .allSatisfy(
            uri ->
                assertThat(selector.select(URI.create(uri)).get(0).type())
                    .isEqualTo(Proxy.Type.HTTP));
  }
}
