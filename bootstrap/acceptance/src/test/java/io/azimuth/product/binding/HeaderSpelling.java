package io.azimuth.product.binding;

import io.azimuth.adapters.http.certificate.CertificateHeaderForm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What stands in a request where a proxy puts the certificate of its client. */
enum HeaderSpelling {
  ABSENT,
  EMPTY,
  BLANK,
  OWNERS,
  OTHERS,
  RENEWED,
  /** The same certificate, written in the other way that the form allows. */
  OWNERS_DIFFERENTLY,
  NAME_IN_CAPITALS,
  /** The proxy puts the same header twice. */
  TWICE,
  /** A thief's own header with the owner's certificate, passed on before that of the proxy. */
  PASSED_ON_BEFORE,
  /** The same behind it. */
  PASSED_ON_BEHIND,
  EMPTY_THEN_OWNERS,
  /** The proxy adds its value to that of the client. */
  JOINED,
  /** Two certificates in a row. */
  TWO_CERTIFICATES,
  GARBAGE,
  CUT,
  /** The digest alone, in the form of another proxy. */
  FOREIGN_DIGEST,
  /** The owner's digest in a part that names something else. */
  IN_ANOTHER_PART,
  /** The name with an underscore, which some proxies take for the same. */
  NAME_WITH_UNDERSCORES,
  /** The header of another form. */
  ANOTHER_FORM,
  /** Behind the body. */
  IN_TRAILER,
  SPACE_BEFORE_COLON;

  /**
   * Whose certificate the header names at a listener that believes it; empty when that is not
   * clear, so that the request must be refused.
   */
  Optional<Party> names() {
    return switch (this) {
      case ABSENT, EMPTY, BLANK, NAME_WITH_UNDERSCORES, ANOTHER_FORM, IN_TRAILER ->
          Optional.of(Party.NOBODY);
      case OWNERS, OWNERS_DIFFERENTLY, NAME_IN_CAPITALS -> Optional.of(Party.OWNER);
      case OTHERS, IN_ANOTHER_PART -> Optional.of(Party.OTHER);
      case RENEWED -> Optional.of(Party.RENEWED);
      default -> Optional.empty();
    };
  }

  /** Whether the form has it. */
  boolean isOf(CertificateHeaderForm form) {
    return switch (this) {
      // In the other forms a certificate is longer than a trailer may be.
      case IN_ANOTHER_PART, IN_TRAILER -> form == CertificateHeaderForm.ENVOY;
      case FOREIGN_DIGEST -> form != CertificateHeaderForm.ENVOY;
      case OWNERS_DIFFERENTLY -> form != CertificateHeaderForm.RFC9440;
      default -> true;
    };
  }

  /** Whether the request is malformed, whoever sends it. */
  boolean isMalformed() {
    return this == SPACE_BEFORE_COLON;
  }

  /** The whole request with the header in this spelling. */
  String request(MatrixRequest request, CertificateHeaderForm form, PartyCertificates parties) {
    String name = form.usualHeader();
    String owners = value(form, parties, Party.OWNER);
    String others = value(form, parties, Party.OTHER);
    return switch (this) {
      case ABSENT -> request.text("");
      case EMPTY -> request.text(line(name, ""));
      case BLANK -> request.text(name + ": \t \r\n");
      case OWNERS -> request.text(line(name, owners));
      case OTHERS -> request.text(line(name, others));
      case RENEWED -> request.text(line(name, value(form, parties, Party.RENEWED)));
      case OWNERS_DIFFERENTLY -> request.text(line(name, differently(form, parties)));
      case NAME_IN_CAPITALS -> request.text(line(name.toUpperCase(Locale.ROOT), owners));
      case TWICE -> request.text(line(name, owners) + line(name, owners));
      case PASSED_ON_BEFORE -> request.text(line(name, owners) + line(name, others));
      case PASSED_ON_BEHIND -> request.text(line(name, others) + line(name, owners));
      case EMPTY_THEN_OWNERS -> request.text(line(name, "") + line(name, owners));
      case JOINED -> request.text(line(name, others + "," + owners));
      case TWO_CERTIFICATES -> request.text(line(name, two(form, parties)));
      case GARBAGE -> request.text(line(name, "x"));
      case CUT -> request.text(line(name, cut(form, parties)));
      case FOREIGN_DIGEST -> request.text(line(name, "Hash=" + parties.hex(Party.OWNER)));
      case IN_ANOTHER_PART ->
          request.text(
              line(name, others + ";Subject=\"CN=x;Hash=" + parties.hex(Party.OWNER) + "\""));
      case NAME_WITH_UNDERSCORES -> request.text(line(name.replace('-', '_'), owners));
      case ANOTHER_FORM -> request.text(ofAnotherForm(form, parties));
      case IN_TRAILER -> request.chunked(line(name, owners));
      case SPACE_BEFORE_COLON -> request.text(name + " : " + owners + "\r\n");
    };
  }

  /** The header line with which a proxy of that form names a certificate; empty for nobody's. */
  static String naming(CertificateHeaderForm form, PartyCertificates parties, Party party) {
    return party == Party.NOBODY ? "" : line(form.usualHeader(), value(form, parties, party));
  }

  private static String line(String name, String value) {
    return name + ": " + value + "\r\n";
  }

  private static String value(CertificateHeaderForm form, PartyCertificates parties, Party party) {
    return switch (form) {
      case APPLICATION_GATEWAY -> parties.pem(party).strip().replace('\n', ' ');
      case NGINX -> escaped(parties.pem(party));
      case ENVOY -> "Hash=" + parties.hex(party);
      case RFC9440 -> bytes(parties.der(party));
    };
  }

  private static String differently(CertificateHeaderForm form, PartyCertificates parties) {
    String pem = parties.pem(Party.OWNER);
    return switch (form) {
      case APPLICATION_GATEWAY -> escaped(pem);
      case NGINX -> pem.strip().replace('\n', '\t');
      case ENVOY -> "By=spiffe://a/b;cert=\"" + escaped(pem) + "\";Subject=\"CN=a,O=b\"";
      case RFC9440 -> throw new IllegalArgumentException("it has one way");
    };
  }

  private static String two(CertificateHeaderForm form, PartyCertificates parties) {
    String pems = parties.pem(Party.OTHER) + parties.pem(Party.OWNER);
    return switch (form) {
      case APPLICATION_GATEWAY -> pems.strip().replace('\n', ' ');
      case NGINX -> escaped(pems);
      case ENVOY -> "Cert=\"" + escaped(pems) + "\"";
      case RFC9440 -> {
        byte[] one = parties.der(Party.OTHER);
        byte[] other = parties.der(Party.OWNER);
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        yield bytes(both);
      }
    };
  }

  private static String cut(CertificateHeaderForm form, PartyCertificates parties) {
    byte[] der = parties.der(Party.OWNER);
    String whole = value(form, parties, Party.OWNER);
    return form == CertificateHeaderForm.RFC9440
        ? bytes(Arrays.copyOf(der, der.length - 1))
        : whole.substring(0, whole.length() / 2);
  }

  private static String ofAnotherForm(CertificateHeaderForm form, PartyCertificates parties) {
    List<CertificateHeaderForm> forms = List.of(CertificateHeaderForm.values());
    CertificateHeaderForm another = forms.get((forms.indexOf(form) + 1) % forms.size());
    return naming(another, parties, Party.OWNER);
  }

  private static String bytes(byte[] der) {
    return ":" + Base64.getEncoder().encodeToString(der) + ":";
  }

  private static String escaped(String pem) {
    return URLEncoder.encode(pem, StandardCharsets.US_ASCII).replace("+", "%20");
  }
}
