package io.azimuth.bootstrap.command.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.process.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import picocli.CommandLine;

class TestRolesCommandTest {

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    Console console = new Console(out, err);
    Clock clock = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);
    return new CommandLine(new TestRolesCommand(console, clock)).execute(arguments);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private String example() {
    assertThat(run("--example")).isZero();
    String text = printed();
    out.reset();
    return text;
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void passesItsOwnExample() throws IOException {
    String file = file("roles.hcl", example());

    assertThat(run("--lint", file)).isZero();

    assertThat(printed())
        .contains("  passed  the web machine reads the secrets of the web\n")
        .endsWith("3 cases: 3 passed, 0 failed\n");
    assertThat(complained()).isEmpty();
  }

  @Test
  void saysWhatDiffersAndWhy() throws IOException {
    String good = file("good.hcl", example());
    String bad = file("bad.hcl", example().replace("\"rg-web\"]", "\"rg-wob\"]"));

    assertThat(run(good, bad)).isEqualTo(1);

    assertThat(printed())
        .contains("  FAILED  the web machine reads the secrets of the web (line ")
        .contains(
            "login: expected granted, got refused: resource_group_not_bound"
                + " (bound_resource_groups)\n")
        .contains("bound_resource_groups expected rg-wob got rg-web: add the group")
        .endsWith("6 cases: 5 passed, 1 failed\n");
  }

  @Test
  void triesTheExpressionOfARole() throws IOException {
    String roles =
        example()
            + """

            role "app" {
              bound_service_principal_ids = ["*"]
              bound_resource_groups       = ["rg-web"]
              bound_expression            = "resource.name.startsWith('app-')"
            }

            case "the expression keeps the web machine out" {
              machine = "web-1"
              role    = "app"
              expect  = "refused"
              reason  = "expression_false"
              check   = "expression"
            }
            """;

    assertThat(run(file("good.hcl", roles))).as(this::printed).isZero();
    assertThat(run(file("bad.hcl", roles.replace("'app-'", "'web-'")))).isEqualTo(1);
    assertThat(printed()).contains("login: expected refused, got granted");
    assertThat(run(file("broken.hcl", roles.replace(".startsWith('app-')", " ==")))).isEqualTo(2);
    assertThat(complained()).contains("bound_expression");
  }

  @Test
  void saysOfWhichLineAFileIsBroken() throws IOException {
    String file = file("broken.hcl", example().replace("token_ttl ", "token_tll "));

    assertThat(run(file)).isEqualTo(2);

    assertThat(complained())
        .matches(
            "\\Q" + file + "\\E:\\d+: unknown key \"token_tll\"; did you mean \"token_ttl\"\\?\n");
    assertThat(printed()).startsWith(file + " cannot be run");
  }

  @Test
  void refusesToRunWithoutAFileOrInAnUnknownFormat() throws IOException {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--format=xml", file("roles.hcl", example()))).isEqualTo(2);
    assertThat(
            run("--junit", directory.resolve("no/such.xml").toString(), file("a.hcl", example())))
        .isEqualTo(2);
    assertThat(run(directory.resolve("none.hcl").toString())).isEqualTo(2);
  }

  @Test
  void neverWritesItsReportOverAFileThatItShouldRun() throws IOException {
    String file = file("roles.hcl", example());

    assertThat(run("--junit", file, file("other.hcl", example()))).isEqualTo(2);

    assertThat(Path.of(file)).hasContent(example());
  }

  @Test
  void printsJsonForPrograms() throws IOException {
    String file = file("roles.hcl", example().replace("\"1h\"\n  path", "\"2h\"\n  path"));

    assertThat(run("--format=json", "--lint", file)).isEqualTo(1);

    assertThat(printed())
        .contains("\"passed\": false")
        .contains("\"what\": \"ttl\"", "\"expected\": \"2h\"", "\"actual\": \"1h\"")
        .contains("\"web\": []");
  }

  @Test
  void writesXmlThatEveryBuildServerReads() throws Exception {
    String name = "<web> & \\\"it's\\\" ]]>";
    String failing = file("a&b\u0001.hcl", example().replace("\"rg-web\"]", "\"<wob>\"]"));
    String named =
        file("named.hcl", example().replace("no machine of another group gets in", name));
    String broken = file("broken.hcl", "case {");
    Path xml = directory.resolve("results.xml");

    assertThat(run("--junit", xml.toString(), failing, named, broken)).isEqualTo(2);

    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(xml.toFile())
            .getDocumentElement();
    Element first = (Element) root.getElementsByTagName("testsuite").item(0);
    assertThat(first.getAttribute("name")).isEqualTo(failing.replace('\u0001', '\uFFFD'));
    assertThat(first.getAttribute("tests")).isEqualTo("3");
    assertThat(first.getAttribute("failures")).isEqualTo("1");
    assertThat(first.getElementsByTagName("failure").item(0).getTextContent())
        .contains("expected <wob> got rg-web");
    Element second = (Element) root.getElementsByTagName("testsuite").item(1);
    assertThat(((Element) second.getElementsByTagName("testcase").item(1)).getAttribute("name"))
        .isEqualTo("<web> & \"it's\" ]]>");
    Element third = (Element) root.getElementsByTagName("testsuite").item(2);
    assertThat(third.getAttribute("errors")).isEqualTo("1");
    assertThat(third.getElementsByTagName("error").getLength()).isEqualTo(1);
  }
}
