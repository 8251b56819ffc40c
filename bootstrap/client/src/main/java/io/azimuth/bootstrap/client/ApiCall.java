package io.azimuth.bootstrap.client;

import io.azimuth.spi.api.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request to the API.
 *
 * @param method the HTTP method
 * @param path the path below {@code /v1/}, without leading or trailing slash; not encoded
 * @param query names and values; values of the same name follow each other
 * @param body the body, sent as JSON
 * @param wrapTtl how long the wrapped response lives, if the response is to be wrapped
 */
public record ApiCall(
    String method,
    String path,
    List<Map.Entry<String, String>> query,
    Optional<Value> body,
    Optional<String> wrapTtl) {

  public ApiCall {
    path = trimmed(path);
    query = List.copyOf(query);
  }

  private ApiCall(String method, String path, Optional<Value> body) {
    this(method, path, List.of(), body, Optional.empty());
  }

  /** A read. */
  public static ApiCall get(String path) {
    return new ApiCall("GET", path, Optional.empty());
  }

  public static ApiCall list(String path) {
    return get(path).with("list", "true");
  }

  /** A list of everything below, at any depth. */
  public static ApiCall scan(String path) {
    return get(path).with("scan", "true");
  }

  /** A write with {@code PUT}, as the Vault command line writes. */
  public static ApiCall put(String path, Value body) {
    return new ApiCall("PUT", path, Optional.of(body));
  }

  /** A write with {@code POST}, for the requests where the Vault command line uses it. */
  public static ApiCall post(String path, Value body) {
    return new ApiCall("POST", path, Optional.of(body));
  }

  /** A write with {@code POST} of bytes that {@link ApiClient#upload} sends. */
  public static ApiCall postBytes(String path) {
    return new ApiCall("POST", path, Optional.empty());
  }

  /** A change of single members with {@code PATCH}, as a JSON merge patch. */
  public static ApiCall patch(String path, Value body) {
    return new ApiCall("PATCH", path, Optional.of(body));
  }

  public static ApiCall delete(String path) {
    return new ApiCall("DELETE", path, Optional.empty());
  }

  /** Returns the same call with one more query parameter. */
  public ApiCall with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(query);
    more.add(Map.entry(name, value));
    return new ApiCall(method, path, more, body, wrapTtl);
  }

  public ApiCall withBody(Value value) {
    return new ApiCall(method, path, query, Optional.of(value), wrapTtl);
  }

  /** Returns the same call with the response wrapped for this time. */
  public ApiCall wrapped(String ttl) {
    return new ApiCall(method, path, query, body, Optional.of(ttl));
  }

  String contentType() {
    return method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
  }

  /** The request target: encoded path and query, beginning with {@code /v1/}. */
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
