package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.RecordOptions;
import io.azimuth.spi.api.RefusedException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The options of a syslog device. The daemon must run on this machine: a caller that may enable
 * audit devices over the API must not be able to send the records to another machine.
 *
 * @param address of the daemon, a loopback address
 * @param stream whether the transport is TCP; otherwise UDP
 * @param priority facility and severity as one number (RFC 5424, 6.2.1)
 * @param tag the name of the application
 */
record SyslogOptions(InetSocketAddress address, boolean stream, int priority, String tag) {

  private static final String ADDRESS = "address";
  private static final String PROTOCOL = "protocol";
  private static final String FACILITY = "facility";
  private static final String TAG = "tag";

  private static final int INFORMATIONAL = 6;
  private static final List<String> FACILITIES =
      List.of(
          "KERN",
          "USER",
          "MAIL",
          "DAEMON",
          "AUTH",
          "SYSLOG",
          "LPR",
          "NEWS",
          "UUCP",
          "CRON",
          "AUTHPRIV",
          "FTP",
          "NTP",
          "AUDIT",
          "ALERT",
          "CLOCK",
          "LOCAL0",
          "LOCAL1",
          "LOCAL2",
          "LOCAL3",
          "LOCAL4",
          "LOCAL5",
          "LOCAL6",
          "LOCAL7");
  private static final int STANDARD_PORT = 514;
  private static final String SHAPE =
      "address must be a loopback address, with a port or without, such as 127.0.0.1:514";
  private static final Pattern NAME = Pattern.compile("[!-~]{1,48}"); // APP-NAME in RFC 5424

  static SyslogOptions of(Map<String, String> options) {
    FileAuditOptions.checkNames(options, Set.of(ADDRESS, PROTOCOL, FACILITY, TAG));
    RecordOptions.of(options);
    String tag = options.getOrDefault(TAG, "azimuth");
    if (!NAME.matcher(tag).matches()) {
      throw RefusedException.invalid("tag must be 1 to 48 printable ASCII characters, no space");
    }
    return new SyslogOptions(
        address(options.getOrDefault(ADDRESS, "127.0.0.1")),
        isStream(options.getOrDefault(PROTOCOL, "tcp")),
        priority(options.getOrDefault(FACILITY, "AUTH")),
        tag);
  }

  private static InetSocketAddress address(String text) {
    InetSocketAddress address =
        RefusedException.orRefuse(
            CollectorAddress.ofNetwork(text, OptionalInt.of(STANDARD_PORT), SHAPE));
    if (!address.getAddress().isLoopbackAddress()) {
      throw RefusedException.invalid(SHAPE);
    }
    return address;
  }

  private static boolean isStream(String protocol) {
    return switch (protocol) {
      case "tcp" -> true;
      case "udp" -> false;
      default -> throw RefusedException.invalid("protocol must be tcp or udp");
    };
  }

  private static int priority(String facility) {
    int number = FACILITIES.indexOf(facility.toUpperCase(Locale.ROOT));
    if (number < 0) {
      throw RefusedException.invalid("facility must be one of syslog's, such as AUTH or LOCAL0");
    }
    return number * 8 + INFORMATIONAL;
  }
}
