package io.azimuth.adapters.http.request;

import io.azimuth.adapters.http.answer.HttpExchangeSession;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.ClientAddress;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.RequestBody;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the request line and the headers, or refuses them. */
public final class RequestHeadReader {

  private final ForwardedFor forwardedFor;
  private final ShownCertificates certificates;

  /** Finds clients and their certificates by these rules. */
  public RequestHeadReader(ForwardedFor forwardedFor, ShownCertificates certificates) {
    this.forwardedFor = forwardedFor;
    this.certificates = certificates;
  }

  /** A request without its body. */
  public record Head(
      RequestTarget target,
      Optional<SecretText> caller,
      ClientAddress client,
      ApiRequest.Directives directives,
      boolean isForm,
      Map<String, List<String>> headers,
      Optional<CertificateDigest> certificate) {

    /** Whether a body is read. A DELETE rarely has one, and most of its routes ignore it. */
    public boolean takesBody() {
      return switch (target.operation()) {
        case WRITE, PATCH, DELETE -> true;
        case READ, LIST, SCAN, HELP -> false;
      };
    }

    /**
     * Whether the request shows no token and asks for more than to read: a login, in nearly all
     * cases. Health probes have no client, and must not wait behind logins.
     */
    public boolean isOfNewcomer() {
      return caller.isEmpty() && takesBody();
    }

    public ApiRequest toRequest(String id, RequestBody body) {
      return new ApiRequest(
          id,
          target.operation(),
          target.path(),
          caller,
          client,
          target.query(),
          body,
          directives,
          headers,
          certificate);
    }
  }

  /**
   * Reads the head of the exchange's request.
   *
   * @throws RefusedException when it is malformed or not allowed
   */
  public Head read(HttpExchangeSession session) {
    HttpServerExchange exchange = session.exchange();
    HeaderMap headers = exchange.getRequestHeaders();
    checkFraming(session, headers);
    RequestHeaders.namespaceAsSent(headers)
        .ifPresent(n -> exchange.getResponseHeaders().put(RequestHeaders.NAMESPACE, n));
    RequestTarget target =
        RequestTarget.of(
            exchange.getRequestMethod().toString(),
            exchange.getRequestURI(),
            exchange.getQueryString());
    ApiRequest.Directives directives = RequestHeaders.directives(headers);
    Namespaces.check(directives.namespace(), target.path());
    Optional<String> contentType =
        RequestHeaders.values(headers, Headers.CONTENT_TYPE).stream().findFirst();
    if (target.operation() == Operation.PATCH) {
      MediaTypes.checkPatch(contentType);
    }
    ClientAddress client = client(exchange, headers);
    Optional<CertificateDigest> certificate = certificates.of(exchange); // drops forged headers
    return new Head(
        target,
        CallerToken.in(headers),
        client,
        directives,
        MediaTypes.isForm(contentType),
        RequestHeaders.forAudit(headers),
        certificate);
  }

  /**
   * Checks what holds for requests of any path: the framing of the body, and that the client is one
   * that may come.
   *
   * @throws RefusedException when the request is malformed or not allowed
   */
  public void admit(HttpExchangeSession session) {
    HeaderMap headers = session.exchange().getRequestHeaders();
    checkFraming(session, headers);
    client(session.exchange(), headers);
  }

  private ClientAddress client(HttpServerExchange exchange, HeaderMap headers) {
    return forwardedFor.client(
        exchange.getSourceAddress(), RequestHeaders.values(headers, RequestHeaders.FORWARDED_FOR));
  }

  private static void checkFraming(HttpExchangeSession session, HeaderMap headers) {
    try {
      Framing.check(headers, session.exchange().isHttp11());
    } catch (RefusedException e) {
      session.closeAfterwards();
      throw e;
    }
  }
}
