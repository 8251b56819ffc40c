package io.azimuth.spi.web;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request to another system. It prints its method and address alone.
 *
 * @param method GET or POST
 * @param address where it goes
 * @param headers its own headers; values may be secrets
 * @param body empty for GET
 * @param trusted the certificates that the other side must be signed by; empty: those of the system
 * @param maxAnswerBytes the largest body of an answer
 */
public record WebRequest(
    Method method,
    WebAddress address,
    Map<String, SecretText> headers,
    SecretBytes body,
    Optional<TrustedCertificates> trusted,
    int maxAnswerBytes) {

  /** What is asked for. */
  public enum Method {
    GET,
    POST
  }

  private static final int MAX_HEADERS = 16;
  private static final int MAX_HEADER_VALUE = 64 * 1024;
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

  public WebRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(address, "address");
    headers = Map.copyOf(headers);
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(trusted, "trusted");
    if (maxAnswerBytes < 1 || maxAnswerBytes > WebClient.MAX_BYTES) {
      throw new IllegalArgumentException("an answer has 1 byte to 1 MiB");
    }
    if (body.length() > WebClient.MAX_BYTES || (method == Method.GET && body.length() > 0)) {
      throw new IllegalArgumentException("the body is too large, or GET has one");
    }
    if (headers.size() > MAX_HEADERS || !headers.entrySet().stream().allMatch(WebRequest::fits)) {
      throw new IllegalArgumentException("a header cannot be sent");
    }
  }

  /** A request for a document. */
  public static WebRequest get(WebAddress address) {
    return new WebRequest(
        Method.GET,
        address,
        Map.of(),
        SecretBytes.of(new byte[0]),
        Optional.empty(),
        WebClient.MAX_BYTES);
  }

  /** A request with a body. */
  public static WebRequest post(WebAddress address, String contentType, SecretBytes body) {
    return new WebRequest(
        Method.POST,
        address,
        Map.of("Content-Type", SecretText.of(contentType)),
        body,
        Optional.empty(),
        WebClient.MAX_BYTES);
  }

  /** The same with a header. */
  public WebRequest with(String name, SecretText value) {
    Map<String, SecretText> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new WebRequest(method, address, more, body, trusted, maxAnswerBytes);
  }

  /** The same to a system with such certificates. */
  public WebRequest trusting(Optional<TrustedCertificates> certificates) {
    return new WebRequest(method, address, headers, body, certificates, maxAnswerBytes);
  }

  /** The same with another limit of the answer. */
  public WebRequest limitedTo(int bytes) {
    return new WebRequest(method, address, headers, body, trusted, bytes);
  }

  /** Whether a text can be the value of a header. */
  public static boolean isHeaderValue(SecretText value) {
    return value.expose().length() <= MAX_HEADER_VALUE
        && HEADER_VALUE.matcher(value.expose()).matches();
  }

  private static boolean fits(Map.Entry<String, SecretText> header) {
    return HEADER_NAME.matcher(header.getKey()).matches()
        && OF_THE_CONNECTION.stream().noneMatch(header.getKey()::equalsIgnoreCase)
        && isHeaderValue(header.getValue());
  }

  @Override
  public String toString() {
    return method + " " + address;
  }
}
