package io.azimuth.bootstrap.agent.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.spi.api.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTextTest {

  private static final Value.Obj DATA =
      Value.Obj.builder()
          .put(
              "data",
              Value.Obj.builder()
                  .put("user", "app")
                  .put("port", 5432L)
                  .put("tls", Value.of(true))
                  .put("zero", "app\0")
                  .build())
          .build();

  private static String rendered(String text) throws TemplateText.UnsupportedException {
    return TemplateText.parse(text)
        .render(path -> path.equals("secret/data/db") ? DATA : Value.Obj.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain                                                                     | plain
          {{ with secret "secret/data/db" }}{{ .Data.data.user }}{{ end }}           | app
          {{with secret "secret/data/db"}}{{.Data.data.port}}{{end}}                 | 5432
          {{ with secret "secret/data/db" }}{{ .Data.data.tls }}{{ end }}            | true
          x:{{ with secret "secret/data/db" -}} {{ .Data.data.user }}@h {{- end }}/y | x:app@h/y
          """)
  void rendersWhatGeneratorsWrite(String text, String expected) throws Exception {
    assertThat(rendered(text)).isEqualTo(expected);
  }

  @Test
  void namesTheSecretsThatItNeeds() throws Exception {
    assertThat(
            TemplateText.parse(
                    "{{ with secret \"a/b\" }}{{ .Data.x }}{{ end }} {{ with secret \"c\" }}{{ .Data.y }}{{ end }}")
                .paths())
        .containsExactlyInAnyOrder("a/b", "c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ .Data.data.user }}",
        "{{ with secret \"a\" }}",
        "{{ end }}",
        "{{ with secret \"a\" \"ttl=5m\" }}{{ .Data.x }}{{ end }}",
        "{{ with secret \"a\" }}{{ with secret \"b\" }}{{ end }}{{ end }}",
        "{{ with secret \"a\" }}{{ .Data.x | toJSON }}{{ end }}",
        "{{ range secrets \"a\" }}{{ . }}{{ end }}",
        "{{ with secret \"a\" "
      })
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> TemplateText.parse(text))
        .isInstanceOf(TemplateText.UnsupportedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".Data.data.none", ".Data.data", ".Data.data.user.more", ".Data.data.zero"})
  void aFieldThatCannotBeUsedNamesPathAndField(String field) {
    assertThatThrownBy(
            () -> rendered("{{ with secret \"secret/data/db\" }}{{ " + field + " }}{{ end }}"))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("secret/data/db")
        .hasMessageContaining(field)
        .hasMessageNotContaining("app");
  }
}
