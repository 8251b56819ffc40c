package io.azimuth.bootstrap.client;

import io.azimuth.spi.api.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request to the API.
 *
 * @param method of HTTP
 * @param path below {@code /v1/}, without slashes at its ends; not encoded
 * @param query names and values, several of a name in a row
 * @param body sent as JSON
 * @param wrapTtl for how long the answer is to be wrapped, if it is
 */
public record ApiCall(
    String method,
    String path,
    List<Map.Entry<String, String>> query,
    Optional<Value> body,
    Optional<String> wrapTtl) {

  public ApiCall {
    Objects.requireNonNull(method, "method");
    path = trimmed(path);
    query = List.copyOf(query);
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(wrapTtl, "wrapTtl");
  }

  private ApiCall(String method, String path, Optional<Value> body) {
    this(method, path, List.of(), body, Optional.empty());
  }

  /** Reads. */
  public static ApiCall get(String path) {
    return new ApiCall("GET", path, Optional.empty());
  }

  /** Lists. */
  public static ApiCall list(String path) {
    return get(path).with("list", "true");
  }

  /** Writes, as the Vault command line does. */
  public static ApiCall put(String path, Value body) {
    return new ApiCall("PUT", path, Optional.of(body));
  }

  /** Writes, where the Vault command line uses this verb. */
  public static ApiCall post(String path, Value body) {
    return new ApiCall("POST", path, Optional.of(body));
  }

  /** Deletes. */
  public static ApiCall delete(String path) {
    return new ApiCall("DELETE", path, Optional.empty());
  }

  /** The same with a further parameter in the query. */
  public ApiCall with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(query);
    more.add(Map.entry(name, value));
    return new ApiCall(method, path, more, body, wrapTtl);
  }

  /** The same whose answer is to be wrapped for so long. */
  public ApiCall wrapped(String ttl) {
    return new ApiCall(method, path, query, body, Optional.of(ttl));
  }

  /** Path and query as they go over the wire, beginning with {@code /v1/}. */
  String target() {
    String encoded =
        Arrays.stream(path.split("/", -1)).map(ApiCall::encode).collect(Collectors.joining("/"));
    String parameters =
        query.stream()
            .map(one -> encode(one.getKey()) + "=" + encode(one.getValue()))
            .collect(Collectors.joining("&"));
    return "/v1/" + encoded + (parameters.isEmpty() ? "" : "?" + parameters);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String trimmed(String path) {
    return path.strip().replaceAll("^/+|/+$", "");
  }
}
