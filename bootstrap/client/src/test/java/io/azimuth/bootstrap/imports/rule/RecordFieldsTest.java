package io.azimuth.bootstrap.imports.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.client.ClientJson;
import io.azimuth.spi.api.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as the same, whatever the spelling. */
final class RecordFieldsTest {

  private static final RecordFields FIELDS =
      RecordFields.of(
          List.of(
              ImportField.of("ttl", FieldShape.SECONDS).formerly("old_ttl"),
              ImportField.of("pause", FieldShape.PAUSE).orElse(Value.of("4s")),
              ImportField.of("names", FieldShape.SET),
              ImportField.of("flag", FieldShape.FLAG),
              ImportField.of("number", FieldShape.NUMBER),
              ImportField.of("kind", FieldShape.TEXT).orElse(Value.of("default")),
              ImportField.of("pairs", FieldShape.PAIRS),
              ImportField.of("object", FieldShape.OBJECT)),
          "id");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                              | {'ttl':0}",
        "{}                              | {'ttl':null}",
        "{'ttl':3600}                    | {'ttl':'1h'}",
        "{'ttl':'3600s'}                 | {'ttl':'60m'}",
        "{'ttl':0}                       | {'ttl':'system'}",
        "{'ttl':90.0}                    | {'ttl':90}",
        "{'ttl':60}                      | {'old_ttl':60}",
        "{'ttl':60}                      | {'ttl':0,'old_ttl':60}",
        "{'pause':4000000000}            | {'pause':'4s'}",
        "{}                              | {'pause':4000000000}",
        "{'pause':30}                    | {'pause':30000000000}",
        "{'names':['b','a']}             | {'names':'a,b'}",
        "{'names':['a','a']}             | {'names':['a']}",
        "{'names':null}                  | {'names':[]}",
        "{'names':''}                    | {'names':null}",
        "{'flag':false}                  | {'flag':null}",
        "{'flag':true}                   | {'flag':'true'}",
        "{'number':100.50}               | {'number':100.5}",
        "{'number':'7'}                  | {'number':7}",
        "{'kind':''}                     | {'kind':'default'}",
        "{'kind':null}                   | {'kind':'default'}",
        "{'pairs':null}                  | {'pairs':{}}",
        "{'pairs':{'a':'1','b':'2'}}     | {'pairs':{'b':'2','a':'1'}}",
        "{'object':null}                 | {'object':{}}",
        "{'object':{'a':['1'],'b':2}}    | {'object':{'a':['1'],'b':2}}",
        "{'names':['a ']}               | {'names':['a']}",
        "{'ttl':7}                       | {'unknown':1}",
      })
  void areTheSame(String here, String there) {
    assertThat(FIELDS.differences(object(here), object(there))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'ttl':3600}         | {'ttl':3601}        | ttl 3600 becomes 3601",
        "{'ttl':3600}         | {'ttl':0}           | ttl 3600 becomes 0",
        "{'ttl':60}           | {'ttl':'soon'}      | ttl 60 becomes soon",
        "{}                   | {'pause':'5s'}      | pause 4s becomes 5s",
        "{'names':['a']}      | {'names':['A']}     | names [a] becomes [A]",
        "{'names':['a']}      | {'names':null}      | names [a] becomes []",
        "{}                   | {'flag':true}       | flag false becomes true",
        "{'number':1}         | {'number':1.5}      | number 1 becomes 1.5",
        "{'kind':'batch'}     | {'kind':''}         | kind batch becomes default",
        "{'pairs':{'a':'1'}}  | {'pairs':{'a':'2'}} | pairs map[a:1] becomes map[a:2]",
      })
  void differ(String here, String there, String sentence) {
    List<FieldDifference> differences = FIELDS.differences(object(here), object(there));

    assertThat(differences).extracting(FieldDifference::sentence).containsExactly(sentence);
    Value.Obj written = RecordFields.written(differences);
    assertThat(FIELDS.differences(written, object(there))).isEmpty();
  }

  @Test
  void aNewRecordHasWhatIsSetToSomething() {
    Value.Obj there =
        object(
            "{'ttl':'1h','pause':'4s','names':[],'flag':false,'kind':'default','number':null,"
                + "'pairs':{'a':'1'},'id':'7'}");

    assertThat(FIELDS.written(there)).isEqualTo(object("{'ttl':3600,'pairs':{'a':'1'}}"));
  }

  @Test
  void namesWhatIsSetAndNotKnown() {
    assertThat(FIELDS.unknown(object("{'id':'7','a':1,'b':'','c':null,'d':[],'e':{},'f':false}")))
        .containsExactly("a");
    assertThat(FIELDS.unknown(object("{'ttl':1,'old_ttl':1,'names':['x']}"))).isEmpty();
  }

  @Test
  void aLongOrStrangeValueIsShownShortAndOnOneLine() {
    Value.Obj there = object("{'kind':'" + "x".repeat(300) + "'}");
    assertThat(FIELDS.differences(Value.Obj.EMPTY, there).get(0).sentence()).hasSizeLessThan(160);
    Value.Obj odd = Value.Obj.builder().put("kind", "a\nb\u001b[31m").build();
    assertThat(FIELDS.differences(Value.Obj.EMPTY, odd).get(0).sentence())
        .isEqualTo("kind default becomes a b\\u001b[31m");
  }

  static Value.Obj object(String text) {
    return (Value.Obj) ClientJson.parse(text.replace('\'', '"')).orElseThrow();
  }
}
