package io.azimuth.spi.api;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.secret.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request as an adapter passes it in. The body has not been read yet.
 *
 * @param id a new UUID that the answer, the audit log and the server log share
 * @param operation the operation on the path
 * @param path canonical, without {@code /v1/}: UTF-8, no empty, {@code .} or {@code ..} segment and
 *     no control character; may end in one slash, and does so for LIST
 * @param token the caller's token, if any was sent
 * @param client where it came from
 * @param query the parameters of the query string, texts or lists of texts
 * @param body reads the body when the route is known
 * @param directives how the caller wants the answer
 * @param headers the headers by their names in lower case, without credentials; for the gateway
 * @param certificate the certificate whose key the client proved to have when it connected; it may
 *     be of any issuer, or of none
 */
public record ApiRequest(
    String id,
    Operation operation,
    String path,
    Optional<SecretText> token,
    ClientAddress client,
    Value.Obj query,
    RequestBody body,
    Directives directives,
    Map<String, List<String>> headers,
    Optional<CertificateDigest> certificate) {

  public ApiRequest {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(directives, "directives");
    headers = Map.copyOf(headers);
    Objects.requireNonNull(certificate, "certificate");
  }

  /** A request over a connection without a certificate. */
  public ApiRequest(
      String id,
      Operation operation,
      String path,
      Optional<SecretText> token,
      ClientAddress client,
      Value.Obj query,
      RequestBody body,
      Directives directives,
      Map<String, List<String>> headers) {
    this(id, operation, path, token, client, query, body, directives, headers, Optional.empty());
  }

  /** A request without headers for audit, over a connection without a certificate. */
  public ApiRequest(
      String id,
      Operation operation,
      String path,
      Optional<SecretText> token,
      ClientAddress client,
      Value.Obj query,
      RequestBody body,
      Directives directives) {
    this(id, operation, path, token, client, query, body, directives, Map.of());
  }

  /** The same request as a backend may see it: only the gateway needs token and headers. */
  public ApiRequest withoutToken() {
    return new ApiRequest(
        id,
        operation,
        path,
        Optional.empty(),
        client,
        query,
        body,
        directives,
        Map.of(),
        certificate);
  }

  /** The same request over a connection that showed this certificate. */
  public ApiRequest over(Optional<CertificateDigest> shown) {
    return new ApiRequest(
        id, operation, path, token, client, query, body, directives, headers, shown);
  }

  /**
   * The same request with the canonical spelling of its path: only a list or a scan ends in a
   * slash. Routes accept both spellings, so the path must be canonical before policies are checked.
   */
  public ApiRequest settled() {
    if (operation.isOfFolder() || !path.endsWith("/")) {
      return this;
    }
    String bare = path.substring(0, path.length() - 1);
    return new ApiRequest(
        id, operation, bare, token, client, query, body, directives, headers, certificate);
  }

  /**
   * How the caller wants the answer.
   *
   * @param namespace as sent, without slashes at its ends; empty is the root
   * @param wrapTtl the text of the requested lifetime of a wrapped answer; empty without wrapping
   * @param wrapAsJwt whether its wrapping token is to be a JWT
   */
  public record Directives(String namespace, Optional<String> wrapTtl, boolean wrapAsJwt) {

    /** No directives. */
    public static final Directives NONE = new Directives("", Optional.empty());

    public Directives {
      Objects.requireNonNull(namespace, "namespace");
      Objects.requireNonNull(wrapTtl, "wrapTtl");
    }

    /** Directives with an opaque wrapping token. */
    public Directives(String namespace, Optional<String> wrapTtl) {
      this(namespace, wrapTtl, false);
    }
  }
}
