package io.azimuth.domain.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ClientNetworkTest {

  private static ClientNetwork of(String address) throws UnknownHostException {
    return ClientNetwork.of(InetAddress.getByName(address));
  }

  @Test
  void eachIpv4AddressIsAClient() throws UnknownHostException {
    assertThat(of("192.0.2.1")).isNotEqualTo(of("192.0.2.2"));
    assertThat(of("::ffff:192.0.2.1")).isEqualTo(of("192.0.2.1"));
  }

  @Test
  void anIpv6NetworkIsOneClientHoweverManyAddressesItHas() throws UnknownHostException {
    assertThat(of("2001:db8::1")).isEqualTo(of("2001:db8::ffff:1"));
    assertThat(of("2001:db8:0:1::1")).isNotEqualTo(of("2001:db8::1"));
    assertThat(of("::192.0.2.1")).isNotEqualTo(of("192.0.2.1"));
  }
}
