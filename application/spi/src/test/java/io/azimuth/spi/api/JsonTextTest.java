package io.azimuth.spi.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void writesEveryKindOfValue() {
    Value.Obj object =
        Value.Obj.builder()
            .put("text", "a\"\\\u0000é😀")
            .put("number", new Value.Num("1.10"))
            .put("on", new Value.Bool(true))
            .put("nothing", Value.NULL)
            .put("none", new Value.Items(List.of()))
            .put("list", new Value.Items(List.of(Value.of("x"), Value.Obj.EMPTY)))
            .build();

    assertThat(JsonText.of(object))
        .isEqualTo(
            "{\"text\":\"a\\\"\\\\\\u0000é😀\",\"number\":1.10,\"on\":true,"
                + "\"nothing\":null,\"none\":[],\"list\":[\"x\",{}]}");
  }

  @Test
  void spellsCharactersAsTheFormSays() {
    Value text = Value.of("\b\f\n\r\t\u001f\"\\/\u007fé\u2028😀\ud800x\udc00");

    assertThat(JsonText.of(text))
        .isEqualTo("\"\\u0008\\u000c\\n\\r\\t\\u001f\\\"\\\\/\u007fé\u2028😀\\ud800x\\udc00\"");
    assertThat(JsonText.of(text, JsonForm.COMMAND))
        .isEqualTo("\"\\b\\f\\n\\r\\t\\u001F\\\"\\\\/\u007fé\u2028😀\ud800x\udc00\"");
    assertThat(JsonText.of(text, JsonForm.RECORD))
        .isEqualTo(
            "\"\\b\\f\\n\\r\\t\\u001F\\\"\\\\/\u007f\\u00E9\\u2028\\uD83D\\uDE00\\uD800x\\uDC00\"");
  }

  @Test
  void indentsByTwoSpaces() {
    Value.Obj object =
        Value.Obj.builder()
            .put("a", Value.of(List.of("x", "y")))
            .put("b", Value.Obj.builder().put("c", Value.NULL).build())
            .put("none", new Value.Items(List.of()))
            .put("empty", Value.Obj.EMPTY)
            .build();

    assertThat(JsonText.indented(object))
        .isEqualTo(
            """
            {
              "a": [
                "x",
                "y"
              ],
              "b": {
                "c": null
              },
              "none": [],
              "empty": {}
            }""");
  }
}
