package io.azimuth.product.binding;

import io.azimuth.adapters.http.certificate.CertificateHeaderForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From where a request comes.
 *
 * @param listener to which listener
 * @param peer who opens the connection
 * @param header what stands where a proxy names a certificate
 */
record Standpoint(MatrixListener listener, Party peer, HeaderSpelling header) {

  /**
   * Whose certificate a request from here proves. It is the rule of the documents, written without
   * the server's code; empty when the request must be refused as unclear.
   */
  Optional<Party> proves() {
    if (listener.form().isPresent() && header.isMalformed()) {
      return Optional.empty();
    }
    if (listener.proxied()) {
      return header.names();
    }
    return Optional.of(
        listener.engine().isPresent() && listener.demand() != MatrixListener.Demand.NONE
            ? peer
            : Party.NOBODY);
  }

  /** What a login from here with a token of that form must be answered. */
  BindingDecision login(ConfirmationForm form) {
    return decide(form.boundTo());
  }

  /** What a request from here with a token that is bound to the owner's certificate must be. */
  BindingDecision use() {
    return decide(Optional.of(Party.OWNER));
  }

  private BindingDecision decide(Optional<Party> bound) {
    if (!listener.admits(peer)) {
      return BindingDecision.CLOSED;
    }
    Optional<Party> proved = proves();
    if (proved.isEmpty()) {
      return BindingDecision.UNCLEAR;
    }
    if (bound.isEmpty()) {
      return BindingDecision.NOT_UNDERSTOOD;
    }
    boolean good = bound.get() == Party.NOBODY || bound.equals(proved);
    return good ? BindingDecision.GRANTED : BindingDecision.NOT_PROVED;
  }

  /** The request as it is sent from here. */
  String text(MatrixRequest request, PartyCertificates parties) {
    Optional<CertificateHeaderForm> form = listener.form();
    return form.isPresent() ? header.request(request, form.get(), parties) : request.text("");
  }

  /** Those without proxies. */
  static List<Standpoint> direct() {
    List<Standpoint> all = new ArrayList<>();
    for (MatrixListener listener : MatrixListener.DIRECT) {
      for (Party peer : listener.engine().isEmpty() ? List.of(Party.NOBODY) : peers(listener)) {
        all.add(new Standpoint(listener, peer, HeaderSpelling.ABSENT));
      }
    }
    return all;
  }

  // What a listener decides that trusts another certificate of the same key, its authorities say.
  private static List<Party> peers(MatrixListener listener) {
    return switch (listener.demand()) {
      case NONE -> List.of(Party.NOBODY, Party.OWNER);
      case ANY -> List.of(Party.values());
      case TRUSTED -> List.of(Party.NOBODY, Party.OWNER, Party.OTHER, Party.NAMESAKE);
    };
  }

  /** Those with headers, from proxies and from others. */
  static List<Standpoint> withHeaders() {
    List<Standpoint> all = new ArrayList<>();
    for (MatrixListener listener : MatrixListener.OF_PROXIES) {
      for (HeaderSpelling header : HeaderSpelling.values()) {
        if (header.isOf(listener.form().orElseThrow())) {
          for (Party peer : behind(listener)) {
            all.add(new Standpoint(listener, peer, header));
          }
        }
      }
    }
    return all;
  }

  private static List<Party> behind(MatrixListener listener) {
    if (listener.engine().isEmpty()) {
      return List.of(Party.NOBODY);
    }
    // The certificate of a proxy is nobody's; that of another client counts, and not its header.
    return listener.proxied()
        ? List.of(Party.NOBODY, Party.OWNER)
        : List.of(Party.NOBODY, Party.OWNER, Party.OTHER);
  }

  @Override
  public String toString() {
    return listener + ", peer " + peer + ", " + header;
  }
}
