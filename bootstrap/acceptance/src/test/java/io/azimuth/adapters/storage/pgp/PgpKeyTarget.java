package io.azimuth.adapters.storage.pgp;

import io.azimuth.application.port.seal.PgpRecipient;
import io.azimuth.domain.text.Checked;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Fuzzes OpenPGP keys. The first byte selects text or packets. */
public final class PgpKeyTarget implements FuzzTarget {

  private static final BouncyCastlePgp PGP =
      new BouncyCastlePgp(
          Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC), new SecureRandom());

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] key : PgpSeeds.keys()) {
      seeds.add(Inputs.choosing(1, key));
      seeds.add(Inputs.choosing(0, Base64.getEncoder().encode(key)));
    }
    seeds.add(
        Inputs.choosing(
            0,
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n=AAAA\n-----END PGP PUBLIC KEY BLOCK-----\n"
                .getBytes(StandardCharsets.US_ASCII)));
    return seeds;
  }

  @Override
  public void accept(byte[] input) {
    byte[] rest = Inputs.rest(input);
    boolean packets = (Inputs.choice(input) & 1) == 1;
    String text = packets ? Base64.getEncoder().encodeToString(rest) : Inputs.text(rest);
    Checked<PgpRecipient> recipient = PGP.recipient(text);
    Property.holds(
        recipient.isGood() || !recipient.problems().get(0).isBlank(), () -> "no sentence");
    recipient.value().ifPresent(owner -> owner.encrypt(new byte[32]));
  }

  /** Calculations with numbers of thousands of bits need memory. */
  @Override
  public long allocationPerByte() {
    return 16_384;
  }
}
