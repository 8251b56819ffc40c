package io.azimuth.adapters.http.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The JavaScript libraries of the console, as their jars have them. Browsers find a module by its
 * address only, so that the one library which names another gets the address instead.
 */
final class ConsoleLibraries {

  private static final Library PREACT =
      new Library("org.webjars.npm/preact", "META-INF/resources/webjars/preact/%s/");
  private static final Library HTM =
      new Library("org.mvnpm/htm", "META-INF/resources/_static/htm/%s/");

  private ConsoleLibraries() {}

  /** A jar: where its properties are, and where its files are in a version. */
  private record Library(String artifact, String place) {

    String text(String file) {
      Properties about = new Properties();
      try (InputStream in = open("META-INF/maven/" + artifact + "/pom.properties")) {
        about.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      String version = about.getProperty("version");
      try (InputStream in = open(place.formatted(version) + file)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static InputStream open(String resource) {
      InputStream found = ConsoleLibraries.class.getClassLoader().getResourceAsStream(resource);
      if (found == null) {
        throw new IllegalStateException("not in the distribution: " + resource);
      }
      return found;
    }
  }

  /** The libraries by the names of their files in the console. */
  static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("lib/preact.js", unmapped(PREACT.text("dist/preact.module.js")));
    texts.put("lib/hooks.js", addressed(unmapped(PREACT.text("hooks/dist/hooks.module.js"))));
    texts.put("lib/htm.js", unmapped(HTM.text("dist/htm.module.js")));
    return texts;
  }

  private static String addressed(String module) {
    String addressed = module.replace("from\"preact\"", "from\"./preact.js\"");
    if (addressed.equals(module)) {
      throw new IllegalStateException("the hooks of preact name it in another way");
    }
    return addressed;
  }

  /** Without the address of a source map, which is not served. */
  private static String unmapped(String module) {
    return module.replaceAll("(?m)^//# sourceMappingURL=.*$", "");
  }
}
