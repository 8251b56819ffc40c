package io.azimuth.spi.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fuzzes the answers of other systems and compares the result with Jackson's tree. */
public final class JsonDocumentTarget implements FuzzTarget {

  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** Beyond what Jackson's decimal numbers can hold; ours stay as they are written. */
  private static final Pattern HUGE_EXPONENT = Pattern.compile("[eE][+-]?[0-9]{10}");

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "{\"issuer\":\"https://idp.example\",\"scopes\":[\"openid\",\"email\"],\"x\":null}",
        "{\"id_token\":\"e30.e30.c2ln\",\"expires_in\":3600,\"t\":true,\"f\":-0.5e+7}",
        " {\"a\" : [ [ ] , { } ] , \"\\ud83d\\ude00\" : \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000 é\"} ",
        "{\"error\":\"invalid_grant\"}",
        "{\"kind\":\"TokenReview\",\"status\":{\"authenticated\":true,\"audiences\":[\"azimuth\"]}}",
        "null",
        "");
  }

  @Override
  public void accept(byte[] input) {
    Optional<Value.Obj> ours = read(input);
    ours.ifPresent(
        value ->
            Property.same(
                JsonDocument.parse(JsonDocument.write(value)),
                Optional.of(value),
                "what it wrote itself"));
    ours.ifPresent(
        value ->
            Property.same(
                read(JsonText.of(value).getBytes(StandardCharsets.UTF_8)),
                Optional.of(value),
                "what was written"));
    Inputs.strictText(input)
        .filter(text -> !text.startsWith("\ufeff"))
        .filter(text -> !HUGE_EXPONENT.matcher(text).find())
        .ifPresent(text -> jacksonAgrees(text, ours));
  }

  private static void jacksonAgrees(String text, Optional<Value.Obj> ours) {
    Optional<JsonNode> theirs = tree(text);
    if (ours.isPresent()) {
      Property.same(tree(JsonText.of(ours.get())), theirs, "value of " + text);
    } else if (theirs.filter(JsonNode::isObject).isPresent()) {
      Property.holds(isBeyondALimit(text), () -> "we refuse what Jackson takes: " + text);
    }
  }

  /** Our reader refuses more: great depth, long numbers, many values, half characters. */
  private static boolean isBeyondALimit(String text) {
    return text.chars().filter(c -> c == '[' || c == '{').count() > JsonDocument.MAX_DEPTH
        || text.length() > 1_000
        || text.matches("(?s).*[-+.0-9eE]{65}.*")
        || text.toLowerCase(Locale.ROOT).contains("\\ud");
  }

  private static Optional<Value.Obj> read(byte[] bytes) {
    return JsonDocument.parse(SecretBytes.of(bytes));
  }

  private static Optional<JsonNode> tree(String text) {
    try {
      return Optional.of(JACKSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
