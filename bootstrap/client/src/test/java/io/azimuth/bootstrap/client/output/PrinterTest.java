package io.azimuth.bootstrap.client.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.client.ClientJson;
import io.azimuth.spi.api.Value;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrinterTest {

  /** The one-byte form of the sequence that begins with ESC, a deletion, and a change of side. */
  private static final String HOSTILE = "a\u009b31mb\u007f\u001b[0m\u202ec\u00e9";

  @ParameterizedTest
  @EnumSource(
      value = OutputFormat.class,
      names = {"JSON", "YAML"})
  void noControlCharacterGetsToTheTerminal(OutputFormat format) {
    StringWriter out = new StringWriter();
    Value value = Value.Obj.builder().put(HOSTILE, HOSTILE).build();

    new Printer(new PrintWriter(out), new PrintWriter(out), format).print(value, List.of());

    assertThat(out.toString().replace("\n", ""))
        .doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f\u202e]")
        .contains("\\u009b31m", "\u00e9");
    if (format == OutputFormat.JSON) {
      assertThat(ClientJson.parse(out.toString())).contains(value);
    }
  }
}
