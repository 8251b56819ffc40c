package io.azimuth.application.system.seal;

import io.azimuth.application.seal.rekey.RekeyResult;
import io.azimuth.application.seal.rekey.RekeyStatus;
import io.azimuth.application.seal.rekey.RekeyVerificationStatus;
import io.azimuth.domain.seal.ShareCounts;
import io.azimuth.spi.api.Value;
import java.util.List;

/** The state of rekeys as the API shows it. */
final class RekeyView {

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
