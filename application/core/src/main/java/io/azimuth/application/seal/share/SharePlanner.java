package io.azimuth.application.seal.share;

import io.azimuth.application.port.seal.PgpEncryption;
import io.azimuth.application.port.seal.PgpRecipient;
import io.azimuth.domain.seal.ShareCounts;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Turns share requests into plans, or refuses them. */
@Singleton
public final class SharePlanner {

  private static final String PREFIX = "invalid seal configuration: ";

  private final PgpEncryption pgp;

  @Inject
  SharePlanner(PgpEncryption pgp) {
    this.pgp = pgp;
  }

  /** Checks the counts and reads the PGP keys. */
  public SharePlan plan(ShareRequest request) {
    ShareCounts counts = good(ShareCounts.of(request.shares(), request.threshold()), "");
    if (!request.pgpKeys().isEmpty() && request.pgpKeys().size() != counts.shares()) {
      throw refusal("count mismatch between number of provided PGP keys and number of shares");
    }
    List<PgpRecipient> recipients =
        request.pgpKeys().stream()
            .map(key -> good(pgp.recipient(key), "error parsing given PGP key: "))
            .toList();
    return new SharePlan(counts, recipients);
  }

  /**
   * The holder of that key.
   *
   * @param name of the parameter, for the refusal
   */
  public PgpRecipient recipient(String name, String key) {
    Checked<PgpRecipient> recipient = pgp.recipient(key);
    return recipient
        .value()
        .orElseThrow(
            () ->
                RefusedException.invalid(
                    "error parsing " + name + ": " + recipient.problems().get(0)));
  }

  /** A refusal of a request that does not fit the seal. */
  public static RefusedException refusal(String sentence) {
    return RefusedException.invalid(PREFIX + sentence);
  }

  /** A refusal of parameters that belong to another type of seal. */
  public static RefusedException notApplicable(String parameters, String sealType) {
    return refusal("parameters " + parameters + " not applicable to seal type " + sealType);
  }

  private static <T> T good(Checked<T> checked, String prefix) {
    return checked.value().orElseThrow(() -> refusal(prefix + checked.problems().get(0)));
  }
}
