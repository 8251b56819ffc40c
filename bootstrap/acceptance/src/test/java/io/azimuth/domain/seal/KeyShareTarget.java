package io.azimuth.domain.seal;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Fuzzes key shares, one per line. Also splits the input as a key and joins the shares again. */
public final class KeyShareTarget implements FuzzTarget {

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "00112233445566778899aabbccddeeff0011223344556677\nABEiM0RVZneImaq7zN3u/wARIjNEVWZ3",
        "ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8B\nABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8C");
  }

  @Override
  public void accept(byte[] input) {
    List<SecretBytes> shares = new ArrayList<>();
    Inputs.text(input)
        .lines()
        .limit(255)
        .forEach(line -> KeyShareText.decode(line).value().ifPresent(shares::add));
    for (SecretBytes share : shares) {
      Property.same(
          KeyShareText.decode(hex(share)).value().map(KeyShareTarget::hex),
          Optional.of(hex(share)),
          "printed");
    }
    KeyShares.combine(shares);
    if (input.length >= 2) {
      comesBack(input);
    }
  }

  private static void comesBack(byte[] input) {
    SecretBytes key = SecretBytes.of(Arrays.copyOf(input, Math.min(input.length, 32)));
    int threshold = 2 + (input[0] & 3);
    ShareCounts counts = new ShareCounts(threshold + (input[1] & 3), threshold);
    List<SecretBytes> shares = KeyShares.split(key, counts, length -> Arrays.copyOf(input, length));
    List<SecretBytes> last = shares.subList(shares.size() - threshold, shares.size());
    Property.same(
        KeyShares.combine(last).map(KeyShareTarget::hex),
        Optional.of(hex(key)),
        "a key of " + counts);
  }

  private static String hex(SecretBytes bytes) {
    return HexFormat.of().formatHex(bytes.expose());
  }
}
