package io.azimuth.adapters.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.http.config.ForwardingConfig;
import io.azimuth.adapters.http.config.HttpConfig;
import io.azimuth.adapters.http.config.ListenerConfig;
import io.azimuth.adapters.http.config.TestServer;
import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.domain.network.Cidr;
import io.azimuth.spi.api.ClientAddress;
import io.azimuth.spi.api.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedForTest {

  private static final List<Cidr> PROXIES = List.of(cidr("10.0.0.0/8"), cidr("2001:db8::/33"));

  private final ForwardedFor trusting = new ForwardedFor(ForwardingConfig.trusting(PROXIES));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.2.3 | 192.0.2.7 | 192.0.2.7",
        "10.1.2.3 | 203.0.113.9, 192.0.2.7 | 192.0.2.7",
        "10.1.2.3 | 192.0.2.7, 10.9.9.9 | 192.0.2.7",
        "10.1.2.3 | 10.8.8.8, 10.9.9.9 | 10.8.8.8",
        "10.1.2.3 | 192.0.2.7:4711 | 192.0.2.7",
        "2001:db8:7fff::1 | [2001:db8:8000::1]:4711 | 2001:db8:8000::1",
        "2001:db8::1 | 2001:db8:8000::1 | 2001:db8:8000::1",
        "10.1.2.3 | garbage, 192.0.2.7 | 192.0.2.7",
        "11.1.2.3 | 192.0.2.7 | 11.1.2.3",
        "2001:db8:8000::1 | 192.0.2.7 | 2001:db8:8000::1",
      })
  void takesTheRightMostHopThatIsNotTrusted(String peer, String header, String client)
      throws UnknownHostException {
    assertThat(trusting.client(peer(peer), List.of(header)).address())
        .isEqualTo(InetAddress.getByName(client));
  }

  @Test
  void readsRepeatedHeadersInTheirOrder() throws UnknownHostException {
    assertThat(trusting.client(peer("10.1.2.3"), List.of("203.0.113.9", "192.0.2.7")).address())
        .isEqualTo(InetAddress.getByName("192.0.2.7"));
  }

  @Test
  void takesThePeerWithItsPortWhenNoProxySpeaks() throws UnknownHostException {
    assertThat(trusting.client(peer("10.1.2.3"), List.of()))
        .isEqualTo(new ClientAddress(InetAddress.getByName("10.1.2.3"), 99));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "",
        "localhost",
        "192.0.2.7.1",
        "192.0.2",
        "fe80::1%eth0",
        "192.0.2.0/24",
        "0x7f.1",
        "192.0.2.07",
        "1.2.3.4,"
      })
  void refusesWhatATrustedProxyCannotHaveMeant(String header) {
    assertThatThrownBy(() -> trusting.client(peer("10.1.2.3"), List.of(header)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e ->
                assertThat(e.refusal().errors())
                    .containsExactly("the X-Forwarded-For header holds no IP address"));
  }

  @ParameterizedTest(name = "{0} hops of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 203.0.113.9, 10.9.9.9 | 10.9.9.9",
        "1 | 203.0.113.9, 10.9.9.9 | 203.0.113.9",
        "1 | garbage, 203.0.113.9, 10.9.9.9 | 203.0.113.9",
        "2 | 2001:db8::1, 203.0.113.9, 10.9.9.9 | 2001:db8::1",
      })
  void skipsAFixedNumberOfHopsWhereToldTo(int skips, String header, String client)
      throws UnknownHostException {
    assertThat(skipping(skips).client(peer("10.1.2.3"), List.of(header)).address())
        .isEqualTo(InetAddress.getByName(client));
  }

  @Test
  void refusesAHeaderWithFewerHopsThanToSkip() {
    assertRefused(
        () -> skipping(2).client(peer("10.1.2.3"), List.of("203.0.113.9, 10.9.9.9")),
        "the X-Forwarded-For header has too few hops");
  }

  @Test
  void refusesAMissingHeaderWhereToldTo() throws UnknownHostException {
    ForwardedFor strict =
        new ForwardedFor(new ForwardingConfig(PROXIES, Optional.empty(), true, false));

    assertRefused(
        () -> strict.client(peer("10.1.2.3"), List.of()), "the X-Forwarded-For header is missing");
    assertThat(strict.client(peer("192.0.2.1"), List.of("203.0.113.9")).address())
        .isEqualTo(InetAddress.getByName("192.0.2.1"));
  }

  @Test
  void refusesAForeignHeaderWhereToldTo() throws UnknownHostException {
    ForwardedFor strict =
        new ForwardedFor(new ForwardingConfig(PROXIES, Optional.empty(), false, true));

    assertRefused(
        () -> strict.client(peer("192.0.2.1"), List.of("203.0.113.9")),
        "X-Forwarded-For is not taken from this address");
    assertThat(strict.client(peer("192.0.2.1"), List.of()).address())
        .isEqualTo(InetAddress.getByName("192.0.2.1"));
  }

  @Test
  void neverLooksAtTheHeaderWithoutProxies() throws UnknownHostException {
    ForwardedFor none =
        new ForwardedFor(new ForwardingConfig(List.of(), Optional.of(3), true, true));

    assertThat(none.client(peer("192.0.2.1"), List.of("garbage")).address())
        .isEqualTo(InetAddress.getByName("192.0.2.1"));
  }

  private static ForwardedFor skipping(int hops) {
    return new ForwardedFor(new ForwardingConfig(PROXIES, Optional.of(hops), false, false));
  }

  private static void assertRefused(ThrowingCallable action, String sentence) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal().errors()).containsExactly(sentence));
  }

  @Test
  void believesOnlyTheProxiesOfTheListener() throws IOException {
    ListenerConfig trusted =
        new ListenerConfig(TestServer.ANY_PORT, Optional.empty(), List.of(cidr("127.0.0.1/32")));
    ListenerConfig plain = ListenerConfig.plain(TestServer.ANY_PORT);
    try (TestServer server = TestServer.start(HttpConfig.of(List.of(trusted, plain)))) {
      for (InetSocketAddress address : server.http.addresses()) {
        try (RawConnection client = RawConnection.to(address)) {
          client.request("GET /v1/a", "X-Forwarded-For: 192.0.2.7");
        }
      }
      assertThat(server.api.requests().get(0).client())
          .isEqualTo(new ClientAddress(InetAddress.getByName("192.0.2.7"), 0));
      assertThat(server.api.requests().get(1).client().address().isLoopbackAddress()).isTrue();
    }
  }

  private static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow();
  }

  private static InetSocketAddress peer(String address) throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(address), 99);
  }
}
