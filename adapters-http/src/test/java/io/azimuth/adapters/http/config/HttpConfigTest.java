package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.network.Addresses;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConfigTest {

  @Test
  void hasTheDefaultsOfTheDocumentation() {
    HttpConfig config = HttpConfig.of(List.of(ListenerConfig.plain(TestServer.ANY_PORT)));
    assertThat(config.capacity()).isEqualTo(new HttpConfig.Capacity(8, 8, 256));
    assertThat(config.withLogins(2).capacity()).isEqualTo(new HttpConfig.Capacity(8, 2, 256));
    assertThat(config.withLogins(16)).isEqualTo(config);
    ListenerLimits.Timeouts timeouts =
        new ListenerLimits.Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(90),
            Duration.ofSeconds(75));
    assertThat(config.listeners().get(0).limits())
        .isEqualTo(new ListenerLimits(1_024, 256, 2_097_152, 33_554_432, timeouts));
  }

  @Test
  void wantsAListener() {
    assertThatThrownBy(() -> HttpConfig.of(List.of()))
        .hasMessage("at least one listener is needed");
  }

  @Test
  void wantsPositiveNumbers() {
    assertThatThrownBy(() -> new HttpConfig.Capacity(0, 1))
        .hasMessage("workers must be at least 1");
    assertThatThrownBy(() -> new ListenerLimits(1, 0, 1, 1, ListenerLimits.Timeouts.DEFAULT))
        .hasMessage("connectionsPerAddress must be at least 1");
    assertThatThrownBy(
            () ->
                new ListenerLimits.Timeouts(
                    Duration.ofSeconds(1),
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1)))
        .hasMessage("timeout body is out of range");
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:8200,127.0.0.1:8200", "[::1]:0,[0:0:0:0:0:0:0:1]:0"})
  void readsAddresses(String text, String address) {
    InetSocketAddress read = ListenerConfig.parseAddress(text);
    assertThat(Addresses.text(read.getAddress(), read.getPort())).isEqualTo(address);
  }

  @Test
  void listensEverywhereWithoutAHost() {
    assertThat(ListenerConfig.parseAddress(":8200").getAddress().isAnyLocalAddress()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "::1:8200", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:x", "h:-1"})
  void refusesAddressesThatAreNone(String text) {
    assertThatThrownBy(() -> ListenerConfig.parseAddress(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAHostThatDoesNotResolve() {
    InetSocketAddress unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
    assertThatThrownBy(() -> new ListenerConfig(unresolved, Optional.empty(), List.of()))
        .hasMessage("the host nowhere.invalid does not resolve");
  }
}
