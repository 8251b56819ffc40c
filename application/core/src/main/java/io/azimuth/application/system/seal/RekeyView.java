package io.azimuth.application.system.seal;

import io.azimuth.application.seal.rekey.RekeyResult;
import io.azimuth.application.seal.rekey.RekeyStatus;
import io.azimuth.application.seal.rekey.RekeyVerificationStatus;
import io.azimuth.domain.seal.ShareCounts;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import java.util.List;
import java.util.stream.Stream;

/** The state of rekeys as the API shows it. */
final class RekeyView {

  private static final AnswerField NONCE = AnswerField.text("nonce", "the attempt");
  private static final AnswerField STARTED = AnswerField.flag("started", "whether one is going on");
  private static final AnswerField NEEDED =
      AnswerField.number("t", "how many of the new shares will be needed");
  private static final AnswerField SHARES =
      AnswerField.number("n", "how many new shares there are");
  private static final AnswerField PROGRESS =
      AnswerField.number("progress", "how many shares were entered");
  private static final AnswerField COMPLETE = AnswerField.flag("complete", "whether it is done");

  /** What is shown of an attempt. */
  static final List<AnswerField> OF_STATUS =
      List.of(
          NONCE,
          STARTED,
          NEEDED,
          SHARES,
          PROGRESS,
          AnswerField.number("required", "how many of the present shares are needed"),
          AnswerField.texts("pgp_fingerprints", "the keys that encrypt the new shares").orNull(),
          AnswerField.flag("backup", "false: shares are in the answer only"),
          AnswerField.flag("verification_required", "whether the new shares must come back"),
          AnswerField.text("verification_nonce", "the attempt at that"));

  /** What is shown when a share was entered: the new shares with the last one. */
  static final List<AnswerField> OF_UPDATE =
      Stream.concat(
              OF_STATUS.stream(),
              Stream.of(
                  COMPLETE,
                  AnswerField.texts("keys", "the new shares, as hex"),
                  AnswerField.texts("keys_base64", "the same as base64")))
          .toList();

  /** What is shown while new shares come back. */
  static final List<AnswerField> OF_VERIFICATION =
      List.of(NONCE, STARTED, NEEDED, SHARES, PROGRESS, COMPLETE);

  private RekeyView() {}

  static Value.Obj of(RekeyStatus status) {
    Value.Builder body =
        Value.Obj.builder()
            .put("nonce", status.nonce())
            .put("started", status.isStarted())
            .put("t", status.counts().map(ShareCounts::threshold).orElse(0))
            .put("n", status.counts().map(ShareCounts::shares).orElse(0))
            .put("progress", status.progress())
            .put("required", status.required())
            .put("pgp_fingerprints", texts(status.fingerprints()))
            .put("backup", false)
            .put("verification_required", status.verified());
    if (!status.verificationNonce().isEmpty()) {
      body.put("verification_nonce", status.verificationNonce());
    }
    return body.build();
  }

  static Value.Obj of(RekeyResult result) {
    Value.Builder body =
        Value.Obj.builder()
            .put("nonce", result.nonce())
            .put("complete", true)
            .put("keys", result.shares().hex())
            .put("keys_base64", result.shares().base64())
            .put("pgp_fingerprints", texts(result.shares().fingerprints()))
            .put("backup", false)
            .put("verification_required", result.verificationNonce().isPresent())
            .putIfPresent("verification_nonce", result.verificationNonce());
    return body.build();
  }

  static Value.Obj of(RekeyVerificationStatus status) {
    return Value.Obj.builder()
        .put("nonce", status.nonce())
        .put("started", true)
        .put("t", status.counts().threshold())
        .put("n", status.counts().shares())
        .put("progress", status.progress())
        .put("complete", false)
        .build();
  }

  private static Value texts(List<String> texts) {
    return texts.isEmpty() ? Value.NULL : Value.of(texts);
  }
}
