package io.azimuth.adapters.storage.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueJsonTest {

  @Test
  void keepsEverythingAndItsOrder() {
    Value.Obj object =
        Value.Obj.builder()
            .put("z", "text")
            .put("a", true)
            .put("none", Value.NULL)
            .put("list", new Value.Items(List.of(Value.of(1), Value.of(false), Value.NULL)))
            .put("nested", Value.Obj.builder().put("", Value.Obj.EMPTY).build())
            .build();

    byte[] json = ValueJson.write(object);

    assertThat(json)
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"z\":\"text\",\"a\":true,\"none\":null,\"list\":[1,false,null],"
                + "\"nested\":{\"\":{}}}");
    assertThat(ValueJson.read(json)).isEqualTo(object);
    assertThat(ValueJson.read(json).members().keySet())
        .containsExactly("z", "a", "none", "list", "nested");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1.0",
        "1.10",
        "1e400",
        "1E+2",
        "-1.5e-3",
        "9223372036854775808",
        "0.1000000000000000055511151231257827021181583404541015625"
      })
  void keepsNumbersAsTheyWereWritten(String literal) {
    Value.Obj object = Value.Obj.builder().put("n", new Value.Num(literal)).build();

    assertThat(ValueJson.read(ValueJson.write(object))).isEqualTo(object);
  }

  @Test
  void keepsVeryLongNumbers() {
    Value.Obj object = Value.Obj.builder().put("n", new Value.Num("7".repeat(100_000))).build();

    assertThat(ValueJson.read(ValueJson.write(object))).isEqualTo(object);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"\\/",
        "a\nb\r\tc\0\u001f",
        "\u2028\u2029\u0085",
        "é漢字😀",
        "\ud800",
        "x\udc00y"
      })
  void keepsEveryTextOnOneLineOfAscii(String text) {
    Value.Obj object = Value.Obj.builder().put("text", text).build();

    byte[] json = ValueJson.write(object);

    assertThat(ValueJson.read(json)).isEqualTo(object);
    for (byte b : json) {
      assertThat(b).isBetween((byte) 0x20, (byte) 0x7e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "null",
        "{",
        "{}x",
        "{} {}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":1}/*c*/",
        "{\"a\":\"x",
        "{\"a\":[1"
      })
  void readsNothingButOneWholeObject(String json) {
    assertThatThrownBy(() -> ValueJson.read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void keepsNamesOfWholeCharactersAndRefusesOthers() {
    Value.Obj good = Value.Obj.builder().put("é漢字😀", true).build();
    Value.Obj bad = Value.Obj.builder().put("x\ud800", true).build();

    assertThat(ValueJson.read(ValueJson.write(good))).isEqualTo(good);
    assertThatThrownBy(() -> ValueJson.write(bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the name of a member is not well-formed text");
  }

  @Test
  void readsNoMemberTwice() {
    byte[] json = "{\"a\":1,\"a\":1}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> ValueJson.read(json))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("a member stands twice in one object");
  }

  @Test
  void doesNotRepeatWhatItCannotRead() {
    byte[] json = "{\"a\": hunter2}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> ValueJson.read(json))
        .isInstanceOf(UnreadableException.class)
        .hasNoCause()
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void refusesBytesThatBeginLikeAnotherFormOfUnicode() {
    byte[] damaged = {0, 0, '{', 0, 0, 0, 0};

    assertThatThrownBy(() -> ValueJson.read(damaged)).isInstanceOf(UnreadableException.class);
  }

  @Test
  void takesEachFieldOnceAndDemandsThatNoneIsLeft() {
    StrictObject fields =
        new StrictObject(new Value.Obj(Map.of("a", Value.of(1), "b", Value.NULL)));

    assertThat(fields.number("a")).isEqualTo(1);
    assertThatThrownBy(() -> fields.number("a")).hasMessage("field a is missing");
    assertThatThrownBy(fields::end)
        .isInstanceOf(UnreadableException.class)
        .hasMessage("unknown field b");
    assertThatThrownBy(() -> fields.optionalText("b")).hasMessage("field b has another type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483648", "-2147483649", "1.0", "1e1", "9223372036854775808"})
  void readsNoSmallNumberFromAnother(String literal) {
    Value.Obj object = Value.Obj.builder().put("n", new Value.Num(literal)).build();

    assertThatThrownBy(() -> new StrictObject(object).smallNumber("n"))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("field n has another type");
  }
}
