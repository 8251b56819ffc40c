package io.azimuth.application.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Value;
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
}
