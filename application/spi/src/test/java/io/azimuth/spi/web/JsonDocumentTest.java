package io.azimuth.spi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {

  private static Optional<Value.Obj> parse(String text) {
    return JsonDocument.parse(SecretBytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsWhatProvidersSend() {
    Value.Obj read =
        parse(
                " {\"a\": \"b\\u00e9\\n\\\"\\/é\", \"n\": -1.5e3, \"t\": true, \"f\": false,\r\n"
                    + "\t\"z\": null, \"l\": [1, \"x\", []], \"o\": {\"p\": {}}} ")
            .orElseThrow();

    assertThat(read.get("a")).contains(Value.of("bé\n\"/é"));
    assertThat(read.get("n")).contains(new Value.Num("-1.5e3"));
    assertThat(read.get("t")).contains(Value.of(true));
    assertThat(read.get("f")).contains(Value.of(false));
    assertThat(read.get("z")).contains(Value.NULL);
    assertThat(read.get("l"))
        .contains(
            new Value.Items(
                List.of(new Value.Num("1"), Value.of("x"), new Value.Items(List.of()))));
    assertThat(read.get("o")).contains(Value.Obj.builder().put("p", Value.Obj.EMPTY).build());
    assertThat(parse("{}")).contains(Value.Obj.EMPTY);
    assertThat(parse("{\"a\":\"\\ud83d\\ude00\"}").orElseThrow().get("a"))
        .contains(Value.of("\ud83d\ude00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "\"a\"",
        "{",
        "{}}",
        "{} {}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":[1,]}",
        "{\"a\":[1 2]}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":trues}",
        "{\"a\":\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\ude00\\ud83d\"}",
        "{\"\\udc00\\ud800\":1}",
        "{\"a\":\"\\",
        "{\"a\":1}//",
        "\ufeff{}",
      })
  void readsNothingElse(String text) {
    assertThat(parse(text)).isEmpty();
  }

  @Test
  void readsAgainWhatItWrites() {
    Value.Obj object =
        Value.Obj.builder()
            .put("text", "a \"quoted\" \\ text\r\n\u0001\u007f with \u00e9 and \ud83d\ude00")
            .put("n\u00e4me", Value.NULL)
            .put("list", List.of("a", ""))
            .put("nested", Value.Obj.builder().put("none", Value.Obj.EMPTY).put("on", true).build())
            .put("empty", List.of())
            .put("number", new Value.Num("-1.5e3"))
            .build();

    SecretBytes written = JsonDocument.write(object);

    assertThat(JsonDocument.parse(written)).contains(object);
    assertThat(new String(written.expose(), StandardCharsets.ISO_8859_1)).matches("[ -\u007f]+");
    assertThat(JsonDocument.write(Value.Obj.EMPTY))
        .isEqualTo(SecretBytes.of("{}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void writesNoNameThatNobodyCouldRead() {
    Value.Obj object = Value.Obj.builder().put("x\ud800", true).build();

    assertThatThrownBy(() -> JsonDocument.write(object))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isLimited() {
    String deep = "{\"a\":".repeat(JsonDocument.MAX_DEPTH - 1) + "{}";
    assertThat(parse(deep + "}".repeat(JsonDocument.MAX_DEPTH - 1))).isPresent();
    assertThat(parse("{\"a\":" + deep + "}".repeat(JsonDocument.MAX_DEPTH))).isEmpty();
    assertThat(parse("{\"a\":" + "[".repeat(100_000))).isEmpty();
    assertThat(parse("{\"a\":" + list(JsonDocument.MAX_VALUES - 1) + "}")).isPresent();
    assertThat(parse("{\"a\":" + list(JsonDocument.MAX_VALUES) + "}")).isEmpty();
    assertThat(parse("{\"a\":" + "1".repeat(65) + "}")).isEmpty();
    assertThat(parse("{\"a\":\"" + "x".repeat(WebClient.MAX_BYTES) + "\"}")).isEmpty();
    assertThat(JsonDocument.parse(SecretBytes.of(new byte[] {'{', (byte) 0xff, '}'}))).isEmpty();
  }

  private static String list(int items) {
    return IntStream.range(0, items)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
