package io.azimuth.domain.hcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HclTest {

  @Test
  void readsAServerConfiguration() {
    HclBody body =
        Hcl.parse(
            """
            # comment
            listener "tcp" {            // repeatable
              address     = "127.0.0.1:8200"
              tls_disable = true
            }
            /* block
               comment */
            storage "mapdb" { path = "data" }
            cloud "lab" {
              issuers = ["https://sts.windows.net/{tenant_id}/", "b",]
            }
            max_lease_ttl = "768h"
            """);

    assertThat(body.items())
        .extracting(HclItem::name)
        .containsExactly("listener", "storage", "cloud", "max_lease_ttl");
    HclItem.Block listener = body.labelled("listener").get(0);
    assertThat(listener.labels()).containsExactly("tcp");
    assertThat(listener.position()).isEqualTo(new Position(2, 1));
    HclItem.Attribute address = listener.body().attribute("address").orElseThrow();
    assertThat(address.value()).isEqualTo(text("127.0.0.1:8200", 3, 17));
    assertThat(address.position()).isEqualTo(new Position(3, 3));
    assertThat(listener.body().attribute("tls_disable").orElseThrow().value())
        .isEqualTo(new HclValue.Bool(true, new Position(4, 17)));
    assertThat(body.labelled("storage")).hasSize(1);
    assertThat(valueOf(body.labelled("cloud").get(0).body(), "issuers"))
        .isInstanceOfSatisfying(HclValue.Items.class, list -> assertThat(list.values()).hasSize(2));
  }

  @Test
  void takesAttributesOnOneLineWhereThatIsAskedFor() {
    List<Position> seconds = new ArrayList<>();

    HclBody body = Hcl.parse("x { a = 1 b = {} c = 2, d = 3\ne = 4 } f = 1 g {}", seconds::add);

    assertThat(((HclItem.Block) body.items().get(0)).body().items())
        .extracting(HclItem::name)
        .containsExactly("a", "b", "c", "d", "e");
    assertThat(body.items()).extracting(HclItem::name).containsExactly("x", "f", "g");
    assertThat(seconds)
        .containsExactly(new Position(1, 11), new Position(1, 18), new Position(2, 15));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = 1, b = 2",
        "a = 1 2",
        "a = \"x\" \"y\"",
        "a = 1 / 2",
        "a = 1 a = 2",
        "a = 1;"
      })
  void takesNothingElseThere(String text) {
    assertThatThrownBy(() -> Hcl.parse(text, second -> {})).isInstanceOf(HclSyntaxException.class);
  }

  @Test
  void readsAnEmptyDocument() {
    assertThat(Hcl.parse("").items()).isEmpty();
    assertThat(Hcl.parse(" \r\n# only this").items()).isEmpty();
    assertThat(Hcl.parse("seal \"static\" {}").labelled("seal").get(0).body().items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "-17",
        "3.25",
        "1e9",
        "1E+9",
        "2.5e-3",
        "123456789012345678901234567890",
        "1e999999999999"
      })
  void keepsNumbersAsWritten(String number) {
    assertThat(value(number)).isEqualTo(new HclValue.Decimal(number, new Position(1, 5)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "plain,plain",
        "a\\\"b,a\"b",
        "a\\\\b,a\\b",
        "\\u0041\\u00e9,Aé",
        "\\U0001F600,😀",
        "\\uD83D\\uDE00,😀",
        "${x}{{y}},${x}{{y}}",
        "# // /* no comment,# // /* no comment"
      })
  void resolvesEscapes(String written, String meant) {
    assertThat(textOf("\"" + written + "\"")).isEqualTo(meant);
  }

  @Test
  void resolvesWhiteSpaceEscapes() {
    assertThat(textOf("\"a\\nb\\tc\\rd\"")).isEqualTo("a\nb\tc\rd");
    assertThat(textOf("\"a\tb\"")).isEqualTo("a\tb");
  }

  @Test
  void readsHeredocs() {
    assertThat(textOf("<<EOF\none\n  two \"x\" \\n\nEOF\n")).isEqualTo("one\n  two \"x\" \\n\n");
    assertThat(textOf("<<EOF\nEOF")).isEmpty();
    assertThat(textOf("<<EOF\n EOF\nEOFX\nEOF")).isEqualTo(" EOF\nEOFX\n");
    assertThat(textOf("<<-EOF\n    one\n\n      two\n    EOF\n")).isEqualTo("one\n\n  two\n");
    assertThat(textOf("<<EOF\r\none\r\nEOF\r\n")).isEqualTo("one\r\n");
  }

  @Test
  void readsAHeredocInAListAndGoesOnAfterIt() {
    HclBody body = Hcl.parse("a = [<<X\none\nX\n, \"two\"]\nb = 1");
    assertThat(valueOf(body, "a"))
        .isInstanceOfSatisfying(
            HclValue.Items.class,
            list -> assertThat(list.values().get(1)).isEqualTo(text("two", 4, 3)));
    assertThat(body.attribute("b").orElseThrow().position()).isEqualTo(new Position(5, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p \"a\" { k = 1 }",
        "p \"a\"\n{\nk\n=\n1\n}",
        "\"p\" \"a\" { \"k\" = 1 }",
        "p = { a = { k = 1 } }",
        "p = { \"a\" { k = 1, } }",
        "p = [{ a = { k = 1 } }]",
        "p \"a\" { k = 1 /* c */ } # c"
      })
  void takesEveryWayToWriteALabelledBlockForTheSame(String written) {
    HclItem.Block block = Hcl.parse(written).labelled("p").get(0);
    assertThat(block.labels()).containsExactly("a");
    assertThat(valueOf(block.body(), "k"))
        .isInstanceOfSatisfying(
            HclValue.Decimal.class, number -> assertThat(number.digits()).isEqualTo("1"));
  }

  @Test
  void letsBlocksFollowOnOneLine() {
    assertThat(Hcl.parse("p \"a\" {} p \"b\" {k=1} p \"a\" {}").labelled("p"))
        .extracting(HclItem.Block::labels)
        .containsExactly(List.of("a"), List.of("b"), List.of("a"));
  }

  @Test
  void separatesMembersByCommaOrLine() {
    HclValue table = value("{ \"a\" = [], b = 2\n c = 3,\n d = {} , e {} f = 1 }");
    assertThat(((HclValue.Table) table).body().items())
        .extracting(HclItem::name)
        .containsExactly("a", "b", "c", "d", "e", "f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"p {}", "p \"a\" \"b\" {}", "p = 1", "p = [1]", "p = { a = 1 }", "p { a {} }"})
  void refusesAnotherShapeWhereLabelledBlocksAreExpected(String written) {
    HclBody body = Hcl.parse(written);
    assertThatThrownBy(() -> body.labelled("p"))
        .isInstanceOf(HclSyntaxException.class)
        .hasMessageContaining("\"p\" must be a block with exactly one label in quotes");
  }

  @Test
  void showsNoValuesInToString() {
    assertThat(Hcl.parse("current_key = \"hunter2\"\npin = 4711").toString())
        .doesNotContain("hunter2")
        .doesNotContain("4711");
  }

  private static HclValue.Text text(String text, int line, int column) {
    return new HclValue.Text(text, new Position(line, column));
  }

  private static HclValue value(String written) {
    return valueOf(Hcl.parse("k = " + written), "k");
  }

  private static String textOf(String written) {
    return ((HclValue.Text) value(written)).text();
  }

  private static HclValue valueOf(HclBody body, String name) {
    return body.attribute(name).orElseThrow().value();
  }
}
