package io.azimuth.product.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of the server.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param text the body as received
 */
public record Reply(int status, HttpHeaders headers, String text) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The body as JSON; a missing node if there is none. */
  public JsonNode body() {
    try {
      return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /** The member {@code data}. */
  public JsonNode data() {
    return body().path("data");
  }

  /** The member {@code auth}. */
  public JsonNode auth() {
    return body().path("auth");
  }

  /** The issued token; empty if there is none. */
  public String clientToken() {
    return auth().path("client_token").asText();
  }

  /** The wrapping token; empty if the answer is not wrapped. */
  public String wrappingToken() {
    return body().path("wrap_info").path("token").asText();
  }

  /** The texts of the errors. */
  public List<String> errors() {
    return texts(body().path("errors"));
  }

  /** The texts of the warnings. */
  public List<String> warnings() {
    return texts(body().path("warnings"));
  }

  /** The first value of the header. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** The members of an object of strings. */
  public static Map<String, String> members(JsonNode object) {
    Map<String, String> members = new LinkedHashMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue().asText()));
    return members;
  }

  /** The strings of an array. */
  public static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  /** Omits the headers, for the messages of assertions. */
  @Override
  public String toString() {
    return status + " " + text;
  }
}
