package io.azimuth.kubernetes.config;

import static io.azimuth.kubernetes.config.KubernetesConfigFields.ALLOW_PLAINTEXT;
import static io.azimuth.kubernetes.config.KubernetesConfigFields.DISABLE_ISS_VALIDATION;
import static io.azimuth.kubernetes.config.KubernetesConfigFields.DISABLE_LOCAL_CA_JWT;
import static io.azimuth.kubernetes.config.KubernetesConfigFields.ISSUER;
import static io.azimuth.kubernetes.config.KubernetesConfigFields.KUBERNETES_CA_CERT;
import static io.azimuth.kubernetes.config.KubernetesConfigFields.KUBERNETES_HOST;
import static io.azimuth.kubernetes.config.KubernetesConfigFields.PEM_KEYS;
import static io.azimuth.kubernetes.config.KubernetesConfigFields.TOKEN_REVIEWER_JWT;
import static io.azimuth.kubernetes.config.KubernetesConfigFields.USE_ANNOTATIONS;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.verify.PublicKeyPem;
import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a configuration, or refuses it with the reason. */
final class KubernetesConfigRules {

  private static final int MAX_ISSUER = 1_024;

  // Bearer and a space come before it in the header.
  private static final int MAX_REVIEWER = 32 * 1024;

  private KubernetesConfigRules() {}

  static KubernetesSettings settings(Fields fields) {
    Optional<WebAddress> host = host(fields);
    List<PublicKeyPem> keys = keys(fields.value(PEM_KEYS));
    if (host.isEmpty() && keys.isEmpty()) {
      throw RefusedException.invalid("no host provided");
    }
    boolean annotations = fields.value(USE_ANNOTATIONS);
    if (host.isEmpty() && annotations) {
      throw RefusedException.invalid(
          "use_annotations_as_alias_metadata needs kubernetes_host: the API server has them");
    }
    return new KubernetesSettings(
        host,
        certificates(fields.value(KUBERNETES_CA_CERT)),
        reviewer(fields.value(TOKEN_REVIEWER_JWT).strip()),
        !fields.value(DISABLE_LOCAL_CA_JWT),
        keys,
        issuer(fields),
        annotations);
  }

  private static Optional<WebAddress> host(Fields fields) {
    String text = fields.value(KUBERNETES_HOST).strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String address = text.contains("://") ? text : "https://" + text;
    WebAddress host = orRefuse("kubernetes_host: ", WebAddress.parsePlaintext(address));
    if (host.uri().getRawQuery() != null) {
      throw RefusedException.invalid("kubernetes_host has no query");
    }
    if (!host.isEncrypted() && !host.isLoopback() && !fields.value(ALLOW_PLAINTEXT)) {
      throw RefusedException.invalid(
          "kubernetes_host must be an https address, because tokens are sent there; set"
              + " allow_plaintext=true to send them in clear");
    }
    return Optional.of(host);
  }

  private static Optional<TrustedCertificates> certificates(String pem) {
    return pem.isBlank()
        ? Optional.empty()
        : Optional.of(
            orRefuse(
                "The provided CA PEM data contains no valid certificates: kubernetes_ca_cert ",
                TrustedCertificates.parse(pem)));
  }

  private static Optional<SecretText> reviewer(String text) {
    SecretText reviewer = SecretText.of(text);
    if (text.length() > MAX_REVIEWER || !WebRequest.isHeaderValue(reviewer)) {
      throw RefusedException.invalid(
          "token_reviewer_jwt is one line of at most 32768 ASCII characters");
    }
    return Optional.of(reviewer).filter(it -> !it.isEmpty());
  }

  private static List<PublicKeyPem> keys(List<String> texts) {
    if (texts.size() > KeySource.MAX_FIXED) {
      throw RefusedException.invalid("pem_keys has at most " + KeySource.MAX_FIXED + " keys");
    }
    List<PublicKeyPem> keys = new ArrayList<>();
    for (String text : texts) {
      keys.add(orRefuse("pem_keys: ", PublicKeyPem.parse(text)));
    }
    return keys;
  }

  private static Optional<String> issuer(Fields fields) {
    String issuer = fields.value(ISSUER);
    if (issuer.length() > MAX_ISSUER) {
      throw RefusedException.invalid("issuer has at most 1024 characters");
    }
    // The Terraform provider sends false where no issuer was written; the peer accepts any then.
    return fields.value(DISABLE_ISS_VALIDATION) || issuer.isEmpty()
        ? Optional.empty()
        : Optional.of(issuer);
  }

  private static <T> T orRefuse(String what, Checked<T> checked) {
    return checked
        .value()
        .orElseThrow(() -> RefusedException.invalid(what + checked.problems().get(0)));
  }
}
