package io.azimuth.application.token;

import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.login.BindingDenial;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.role.CertificateBinding;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;

/** The certificate of a connection, as the proof of the key to which a token is bound. */
public final class CertificateProof {

  private static final String REASONS = "reasons";

  private CertificateProof() {}

  /**
   * The refusal of a token over a connection that did not show its certificate. The caller reads
   * the words "invalid token", at which agents log in again: the certificate of a machine changes.
   * The audit log has both certificates, and whose token it is, which may be stolen.
   *
   * @param shown the certificate that the connection showed
   */
  public static RefusedException missing(Token token, Optional<CertificateDigest> shown) {
    BindingDenial reason = BindingDenial.BINDING_NOT_PROVED;
    Value.Builder inFull =
        Value.Obj.builder()
            .put("code", reason.code())
            .put(
                "expected",
                token.rights().boundCertificate().map(CertificateDigest::text).orElse(""))
            .put("actual", shown.map(CertificateDigest::text).orElse("no certificate"))
            .put("display_name", Quoted.escape(token.origin().displayName()))
            .put("entity_id", token.rights().entityId().orElse(""));
    return new RefusedException(
        refusal(reason, "invalid token: " + reason.sentence()), reasons(inFull.build()));
  }

  /**
   * The certificate to which a new token is bound: that of the token that makes it, without
   * exception, so that no bound token leads to one that whoever has it may use; else as the role
   * says.
   *
   * @param call that gets the token
   * @throws RefusedException when there must be one, and the connection of the call showed none
   */
  public static Optional<CertificateDigest> ofNewToken(CertificateBinding binding, CoreCall call) {
    Optional<CertificateDigest> ofMaker =
        call.authenticatedCaller().flatMap(maker -> maker.token().rights().boundCertificate());
    if (ofMaker.isPresent()) {
      return ofMaker;
    }
    Optional<CertificateDigest> shown = call.request().certificate();
    if (binding.lacks(shown)) {
      BindingDenial reason = BindingDenial.CERTIFICATE_MISSING;
      throw new RefusedException(refusal(reason, reason.sentence()));
    }
    return binding.of(shown);
  }

  private static Refusal refusal(BindingDenial reason, String sentence) {
    return new Refusal(
        ErrorCategory.PERMISSION_DENIED,
        List.of("permission denied: " + sentence + " [" + reason.code() + "]"),
        Optional.of(reasons(Value.Obj.builder().put("code", reason.code()).build())),
        Optional.empty());
  }

  private static Value.Obj reasons(Value.Obj reason) {
    return Value.Obj.builder().put(REASONS, new Value.Items(List.of(reason))).build();
  }
}
