package io.azimuth.product.binding;

import io.azimuth.adapters.http.certificate.CertificateHeaderForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A listener of the matrix.
 *
 * @param engine the engine of its TLS; empty for plain HTTP
 * @param demand what it wants of clients
 * @param form how proxies pass certificates on; empty when none may
 * @param proxied whether the test's own address is one of its proxies
 */
record MatrixListener(
    Optional<String> engine, Demand demand, Optional<CertificateHeaderForm> form, boolean proxied) {

  /** What a listener wants of clients. */
  enum Demand {
    /** It does not ask for certificates. */
    NONE,
    /** It asks, and takes any. */
    ANY,
    /** It takes those of {@code tls_client_ca_file} alone. */
    TRUSTED
  }

  /** The one that every {@code TestingServer} has. */
  static final MatrixListener PLAIN = direct("", Demand.NONE);

  static final MatrixListener NATIVE_ASKS = direct("native", Demand.ANY);
  static final MatrixListener JDK_ASKS = direct("jdk", Demand.ANY);
  static final MatrixListener NATIVE_TRUSTS = direct("native", Demand.TRUSTED);
  static final MatrixListener JDK_TRUSTS = direct("jdk", Demand.TRUSTED);

  /** Without proxies. */
  static final List<MatrixListener> DIRECT =
      List.of(
          PLAIN,
          direct("native", Demand.NONE),
          direct("jdk", Demand.NONE),
          NATIVE_ASKS,
          JDK_ASKS,
          NATIVE_TRUSTS,
          JDK_TRUSTS);

  /** With a form of header, from proxies and from others, over HTTP and over TLS. */
  static final List<MatrixListener> OF_PROXIES = ofProxies();

  private static MatrixListener direct(String engine, Demand demand) {
    return new MatrixListener(
        Optional.of(engine).filter(it -> !it.isEmpty()), demand, Optional.empty(), false);
  }

  private static List<MatrixListener> ofProxies() {
    List<MatrixListener> all = new ArrayList<>();
    List<CertificateHeaderForm> forms = List.of(CertificateHeaderForm.values());
    for (CertificateHeaderForm form : forms) {
      for (boolean proxied : new boolean[] {true, false}) {
        String engine = (forms.indexOf(form) % 2 == 0) == proxied ? "native" : "jdk";
        Optional<CertificateHeaderForm> header = Optional.of(form);
        all.add(new MatrixListener(Optional.empty(), Demand.NONE, header, proxied));
        all.add(new MatrixListener(Optional.of(engine), Demand.ANY, header, proxied));
      }
    }
    return List.copyOf(all);
  }

  /** All, in the order of the configuration. */
  static List<MatrixListener> all() {
    List<MatrixListener> all = new ArrayList<>(DIRECT);
    all.addAll(OF_PROXIES);
    return all;
  }

  /** The name in the table of cases. */
  String transport() {
    return engine.isEmpty()
        ? "plain"
        : engine.get()
            + switch (demand) {
              case NONE -> "";
              case ANY -> ", tls_request_client_cert";
              case TRUSTED -> ", tls_client_ca_file";
            };
  }

  /** The name of who sends the header, in the table of cases. */
  String sender() {
    return form.map(it -> it.text() + (proxied ? " from a proxy" : " from others")).orElse("none");
  }

  /** Whether a client with that certificate gets a connection. */
  boolean admits(Party peer) {
    return demand != Demand.TRUSTED || peer.isTrusted();
  }

  /** The block of the configuration. */
  String block() {
    StringBuilder block = new StringBuilder("listener \"tcp\" {\n  address = \"127.0.0.1:0\"\n");
    if (engine.isEmpty()) {
      block.append("  tls_disable = true\n");
    } else {
      block.append("  tls_cert_file = \"server.pem\"\n  tls_key_file = \"server.key\"\n");
      block.append("  tls_engine = \"").append(engine.get()).append("\"\n");
      block.append(
          switch (demand) {
            case NONE -> "";
            case ANY -> "  tls_request_client_cert = true\n";
            case TRUSTED -> "  tls_client_ca_file = \"clients.pem\"\n";
          });
    }
    form.ifPresent(
        it ->
            block
                .append("  x_forwarded_client_cert = \"")
                .append(it.text())
                .append("\"\n  x_forwarded_for_authorized_addrs = \"")
                .append(proxied ? "127.0.0.1" : "192.0.2.1")
                .append("\"\n"));
    return block.append("}\n").toString();
  }

  @Override
  public String toString() {
    return transport() + ", header: " + sender();
  }
}
