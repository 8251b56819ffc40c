package io.azimuth.adapters.storage.audit;

import io.azimuth.domain.text.Checked;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a collector: an IP address and a port, or an absolute path. Names are not looked
 * up, since a name server that hangs would hold up every request.
 */
final class CollectorAddress {

  private static final Pattern HOST_AND_PORT =
      Pattern.compile(
          "(localhost|\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?");
  private static final int LAST_PORT = 65_535;
  private static final String SHAPE =
      "address must be an IP address with a port, such as 127.0.0.1:9090, or the absolute path of a"
          + " socket";

  private CollectorAddress() {}

  static Checked<SocketAddress> parse(String text) {
    return text.startsWith("/")
        ? ofPath(text)
        : ofNetwork(text, OptionalInt.empty(), SHAPE).map(SocketAddress.class::cast);
  }

  /**
   * An IP address and a port.
   *
   * @param absentPort the port of an address without one; if empty, it must have one
   * @param shape the problem with any other text
   */
  static Checked<InetSocketAddress> ofNetwork(String text, OptionalInt absentPort, String shape) {
    Matcher parts = HOST_AND_PORT.matcher(text);
    if (!parts.matches() || (parts.group(2) == null && absentPort.isEmpty())) {
      return Checked.problem(shape);
    }
    int port = parts.group(2) == null ? absentPort.getAsInt() : Integer.parseInt(parts.group(2));
    if (port == 0 || port > LAST_PORT) {
      return Checked.problem("address must have a port from 1 to " + LAST_PORT);
    }
    String host = parts.group(1).equals("localhost") ? "127.0.0.1" : parts.group(1);
    try {
      return Checked.of(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException e) { // a literal such as 300.0.0.1
      return Checked.problem(shape);
    }
  }

  private static Checked<SocketAddress> ofPath(String text) {
    try {
      Path path = Path.of(text);
      return path.equals(path.normalize())
          ? Checked.of(UnixDomainSocketAddress.of(path))
          : Checked.problem("address may not hold ..");
    } catch (InvalidPathException e) {
      return Checked.problem(SHAPE);
    }
  }
}
