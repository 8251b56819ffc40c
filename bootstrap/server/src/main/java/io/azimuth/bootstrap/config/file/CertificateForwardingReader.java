package io.azimuth.bootstrap.config.file;

import io.azimuth.adapters.http.certificate.CertificateForwarding;
import io.azimuth.adapters.http.certificate.CertificateHeaderForm;
import io.azimuth.bootstrap.configfile.BlockReader;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how the proxies of a listener pass on the certificates of clients. */
final class CertificateForwardingReader {

  static final String FORM = "x_forwarded_client_cert";

  /** As Vault and OpenBao call it. */
  private static final String HEADER = "x_forwarded_for_client_cert_header";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");

  /** What the server reads itself: removing it from requests of others would lock them out. */
  private static final Pattern TAKEN =
      Pattern.compile(
          "(?i)x-vault-.*|authorization|host|cookie|connection|content-.*|transfer-encoding|te|trailer"
              + "|upgrade|expect|accept|x-forwarded-for|x-request-id|traceparent|tracestate");

  private static final String FORMS = String.join(", ", CertificateHeaderForm.texts());

  private CertificateForwardingReader() {}

  static Optional<CertificateForwarding> read(BlockReader block) {
    Optional<String> name = block.text(FORM);
    Optional<String> header = block.text(HEADER);
    Optional<CertificateHeaderForm> form = name.flatMap(CertificateHeaderForm::parse);
    if (name.isPresent() && form.isEmpty()) {
      block.error(FORM, "must be one of " + FORMS);
    }
    if (name.isEmpty() && header.isPresent()) {
      block.error(HEADER, "needs " + FORM + ", the form of the header: " + FORMS);
    }
    if (header.filter(it -> !NAME.matcher(it).matches()).isPresent()) {
      block.error(HEADER, "must be the name of a header");
      return Optional.empty();
    }
    if (header.filter(it -> TAKEN.matcher(it).matches()).isPresent()) {
      block.error(HEADER, "is a header with a meaning of its own");
      return Optional.empty();
    }
    return form.map(it -> new CertificateForwarding(it, header.orElse(it.usualHeader())));
  }
}
