package io.azimuth.adapters.http.request;

import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import io.azimuth.spi.api.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Fuzzes request lines: verb, target and query, each on its own line. */
public final class RequestPathTarget implements FuzzTarget {

  private static final HexFormat LOWER = HexFormat.of();
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "GET\n/v1/secret/data/a%20b\nlist=true&x=1",
        "POST\nhttp://host/v1/auth/azure/login\n",
        "DELETE\n/v1/sys/mounts/a/\n",
        "LIST\n/v1/a;b=c/%C3%A9/+/%2e%2e\n",
        "HEAD\n/v1/sys/health\nstandbyok=true");
  }

  @Override
  public void accept(byte[] input) {
    // Undertow gives each raw byte as one character.
    String[] lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", 3);
    if (lines.length < 3) {
      return;
    }
    try {
      RequestTarget.of(lines[0], lines[1], lines[2]);
    } catch (RefusedException expected) {
      // A refusal is a valid result.
    }
    path(lines[1]).ifPresent(path -> isCanonical(path, input.length));
  }

  private static void isCanonical(String path, int variation) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Property.holds(Acl.isRequestPath(bare), () -> "policies know no such path: " + path);
    Property.same(path(encoded(path, 1)), Optional.of(path), "each byte encoded");
    Property.same(path(encoded(path, 2 + variation % 5)), Optional.of(path), "some encoded");
    for (String forbidden : List.of("//", "/./", "/../", "\0", "\n")) {
      Property.holds(!("/" + path + "!").contains(forbidden), () -> forbidden + " in " + path);
    }
  }

  /** Another spelling of the path: every n-th byte and all reserved ones in percent-encoding. */
  private static String encoded(String path, int each) {
    StringBuilder spelt = new StringBuilder("/v1/");
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xff;
      if (b != '/' && (i % each == 0 || b == '%' || b == '#' || b >= 0x7f)) {
        spelt.append('%').append((i % 2 == 0 ? LOWER : UPPER).toHexDigits(bytes[i]));
      } else {
        spelt.append((char) b);
      }
    }
    return spelt.toString();
  }

  private static Optional<String> path(String target) {
    try {
      return Optional.of(RequestPath.of(target));
    } catch (RefusedException expected) {
      return Optional.empty();
    }
  }

  /** The path is read in four spellings. */
  @Override
  public long allocationPerByte() {
    return 4_096;
  }
}
