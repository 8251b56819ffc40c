package io.azimuth.domain.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.0.0/16, true",
    "10.0.0.0/8, 10.9.9.9, true",
    "10.0.0.0/8, 10.0.0.0/8, true",
    "10.0.0.0/8, 10.0.0.0/7, false",
    "10.0.0.0/8, 11.0.0.0/16, false",
    "0.0.0.0/0, ::1, false",
    "::/0, 10.0.0.1, false",
    "2001:db8::/32, 2001:db8:1::/48, true",
    "10.0.0.0/8, ::ffff:10.1.0.0/112, true"
  })
  void coversTheBlocksThatLieInIt(String block, String other, boolean inside) {
    assertThat(Cidr.parse(block).orElseThrow().covers(Cidr.parse(other).orElseThrow()))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.3/8, 10.9.9.9, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.128, true",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "::1, ::1, true",
    "::1, ::2, false",
    "::/0, 2001:db8::1, true",
    "::/0, 10.0.0.1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1, true",
    "::ffff:10.0.0.1, 10.0.0.1, true",
    "::ffff:10.0.0.0/104, 10.200.0.1, true",
    "::ffff:a00:1, 10.0.0.1, true",
    "10.0.0.1, ::ffff:10.0.0.1, true",
    "::10.0.0.1, 10.0.0.1, false"
  })
  void holdsTheAddressesOfItsBlock(String block, String address, boolean inside)
      throws UnknownHostException {
    assertThat(Cidr.parse(block).orElseThrow().contains(InetAddress.getByName(address)))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "example.com",
        "10.0.0",
        "10.0.0.0.0",
        "10.0.0.256",
        "010.0.0.1",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/8/8",
        " 10.0.0.1",
        "::1/129",
        ":::",
        "1::2::3",
        ":1",
        "1:",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "1.2.3.4::",
        "::1.2.3",
        "::ffff:10.0.0.1/95",
        "\uff11\uff10.0.0.1"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  @Test
  void printsAsWritten() {
    assertThat(Cidr.parse("2001:DB8::/32").orElseThrow()).hasToString("2001:DB8::/32");
    assertThat(Cidr.parse("10.0.0.0/8")).isEqualTo(Cidr.parse("10.0.0.0/8"));
  }
}
