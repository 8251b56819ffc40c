package io.azimuth.adapters.http.request;

import io.azimuth.adapters.http.config.ForwardingConfig;
import io.azimuth.domain.network.Cidr;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import io.azimuth.spi.api.RefusedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** Fuzzes CIDR blocks, and addresses behind proxies. */
public final class AddressTarget implements FuzzTarget {

  private static final InetSocketAddress PEER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  private static final ForwardedFor FORWARDED =
      new ForwardedFor(
          ForwardingConfig.trusting(
              List.of(
                  Cidr.parse("127.0.0.0/8").orElseThrow(),
                  Cidr.parse("2001:db8::/32").orElseThrow())));

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "10.0.0.0/8",
        "::ffff:10.0.0.1/128",
        "2001:db8::1, 127.0.0.1:80, [::1]:443",
        "1:2:3:4:5:6:7:8",
        "fe80::1%eth0",
        "0.0.0.0/0");
  }

  @Override
  public void accept(byte[] input) {
    String text = Inputs.text(input);
    Optional<Cidr> block = Cidr.parse(text);
    block.ifPresent(cidr -> holdsItself(text, cidr));
    try {
      FORWARDED.client(PEER, List.of(text));
    } catch (RefusedException expected) {
      // The text is not an address.
    }
  }

  /** The JDK's parse of the same literal is in the block. */
  private static void holdsItself(String text, Cidr block) {
    Property.same(block.toString(), text, "kept as written");
    int slash = text.indexOf('/');
    try {
      String literal = slash < 0 ? text : text.substring(0, slash);
      InetAddress first = InetAddress.getAllByName(literal)[0];
      Property.holds(block.contains(first), () -> text + " does not hold " + first);
    } catch (UnknownHostException e) {
      throw new AssertionError("the JDK reads no address in " + text, e);
    }
  }
}
