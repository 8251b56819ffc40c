package io.azimuth.adapters.http.encoding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fuzzes JSON bodies and compares the result with Jackson's tree. */
public final class JsonBodyTarget implements FuzzTarget {

  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "{\"data\":{\"a\":1,\"b\":[true,null,-0.5e+7,\"\\ud83d\\ude00\\u0000\"]},\"options\":{\"cas\":0}}",
        " null ",
        "",
        "{\"n\":12345678901234567890.123456789012345678901234567890E-400,\"\":{}}",
        "{\"n\":1e12345678901234567890}",
        "{\"a\":[[[[[[[[[]]]]]]]]],\"b\":{\"c\":{\"d\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t é\"}}}");
  }

  /** Beyond what Jackson's decimal numbers can hold; ours stay as they are written. */
  private static final Pattern HUGE_EXPONENT = Pattern.compile("[eE][+-]?[0-9]{10}");

  @Override
  public void accept(byte[] input) {
    Optional<Value.Obj> ours = read(input);
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
      Property.holds(theirs.isPresent(), () -> "Jackson refuses what we take: " + text);
      if (theirs.get().isObject()) {
        String written = JsonText.of(ours.get());
        Property.same(tree(written), theirs, "value of " + text);
      } else {
        Property.holds(
            theirs.get().isMissingNode() || theirs.get().isNull(), () -> "no object: " + text);
      }
    } else if (theirs.filter(JsonNode::isObject).isPresent()) {
      Property.holds(isBeyondALimit(text), () -> "we refuse what Jackson takes: " + text);
    }
  }

  /**
   * Our reader refuses more than Jackson: great depth, long numbers and names, unpaired surrogates.
   */
  private static boolean isBeyondALimit(String text) {
    return text.chars().filter(c -> c == '[' || c == '{').count() > BodyJsonReader.MAX_DEPTH
        || text.length() > 1_000
        || text.toLowerCase(java.util.Locale.ROOT).contains("\\ud");
  }

  private static Optional<Value.Obj> read(byte[] bytes) {
    try {
      return Optional.of(BodyJsonReader.read(new ByteArrayInputStream(bytes), 50_000));
    } catch (RefusedException expected) {
      return Optional.empty();
    }
  }

  private static Optional<JsonNode> tree(String text) {
    try {
      return Optional.of(JACKSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
