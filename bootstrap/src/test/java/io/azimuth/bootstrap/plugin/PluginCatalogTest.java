package io.azimuth.bootstrap.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.spi.KeyValueEngineFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogTest {

  private static final String SERVICE =
      "META-INF/services/" + KeyValueEngineFactory.class.getName();

  @TempDir private Path directory;

  @Test
  void findsTheEnginesOfTheProductOnTheClassPath() {
    try (PluginCatalog catalog = PluginCatalog.load(Optional.empty())) {
      assertThat(catalog.engineTypes()).contains("inmem");
      assertThat(catalog.engine("inmem").orElseThrow().type()).isEqualTo("inmem");
      assertThat(catalog.engine("unknown")).isEmpty();
    }
  }

  @Test
  void findsThePluginOfAJarBehindItsOwnLoader() throws Exception {
    jar("a.jar", "Alpha", "alpha");
    jar("b.jar", "Beta", "beta");

    try (PluginCatalog catalog = PluginCatalog.load(Optional.of(directory))) {
      assertThat(catalog.engineTypes()).contains("alpha", "beta", "inmem");
      ClassLoader alpha = loaderOf(catalog, "alpha");
      assertThat(alpha)
          .isNotSameAs(loaderOf(catalog, "beta"))
          .isNotSameAs(PluginCatalog.class.getClassLoader());
    }
  }

  @Test
  void namesBothOwnersOfOneType() throws Exception {
    jar("a.jar", "Alpha", "same");
    jar("b.jar", "Beta", "same");

    assertThatThrownBy(() -> PluginCatalog.load(Optional.of(directory)))
        .isInstanceOf(PluginException.class)
        .hasMessage("two plugins of the kind storage engine have the type \"same\" (a.jar, b.jar)");
  }

  @Test
  void pluginCannotReplaceAnEngineOfTheProduct() throws Exception {
    jar("evil.jar", "Evil", "inmem");

    assertThatThrownBy(() -> PluginCatalog.load(Optional.of(directory)))
        .isInstanceOf(PluginException.class)
        .hasMessage(
            "two plugins of the kind storage engine have the type \"inmem\" (built in, evil.jar)");
  }

  @Test
  void refusesATypeThatIsNoName() throws Exception {
    jar("odd.jar", "Odd", "No Name");

    assertThatThrownBy(() -> PluginCatalog.load(Optional.of(directory)))
        .isInstanceOf(PluginException.class)
        .hasMessage("the type of a plugin (odd.jar) must match [a-z][a-z0-9_-]{0,62}");
  }

  @Test
  void pluginsOfAJarShareTheInterfacesAndNothingElse() throws Exception {
    jar("a.jar", "Alpha", "alpha");

    try (PluginCatalog catalog = PluginCatalog.load(Optional.of(directory))) {
      ClassLoader alpha = loaderOf(catalog, "alpha");
      assertThat(alpha.loadClass(KeyValueEngineFactory.class.getName()))
          .isSameAs(KeyValueEngineFactory.class);
      assertThatThrownBy(() -> alpha.loadClass(PluginCatalog.class.getName()))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(alpha.getResource("logback.xml")).isNull();
      assertThat(alpha.getResource("META-INF/services/io.azimuth.spi.AuthMethodFactory")).isNull();
    }
  }

  @Test
  void saysWhichJarNamesAClassThatItDoesNotHave() throws Exception {
    write("broken.jar", List.of(), "nowhere.Missing");

    assertThatThrownBy(() -> PluginCatalog.load(Optional.of(directory)))
        .isInstanceOf(PluginException.class)
        .hasMessageStartingWith("a plugin (broken.jar) cannot be loaded: ")
        .hasMessageContaining("nowhere.Missing");
  }

  @Test
  void ignoresWhatIsNoJar() throws Exception {
    Files.writeString(directory.resolve("README.txt"), "not a plugin");

    try (PluginCatalog catalog = PluginCatalog.load(Optional.of(directory))) {
      assertThat(catalog.engineTypes()).contains("inmem");
    }
  }

  private static ClassLoader loaderOf(PluginCatalog catalog, String type) {
    return catalog.engine(type).orElseThrow().factory().getClass().getClassLoader();
  }

  /** Compiles a factory of this type and puts it into a jar. */
  private void jar(String jar, String name, String type) throws IOException {
    Path sources = Files.createTempDirectory(directory, "sources");
    Path source = sources.resolve(name + ".java");
    Files.writeString(
        source,
        """
        package planted;
        import io.azimuth.spi.engine.KeyValueEngine;
        import io.azimuth.spi.*;
        public final class %s implements KeyValueEngineFactory {
          public String type() { return "%s"; }
          public KeyValueEngine open(PluginSettings settings, PluginContext context) { return null; }
          public void validate(PluginSettings settings) {}
        }
        """
            .formatted(name, type));
    String path = System.getProperty("java.class.path");
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", path, "-d", sources + "", source + "");
    assertThat(result).isZero();
    write(jar, List.of(sources.resolve("planted/" + name + ".class")), "planted." + name);
  }

  private void write(String jar, List<Path> classes, String service) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(directory.resolve(jar)))) {
      for (Path file : classes) {
        out.putNextEntry(new JarEntry("planted/" + file.getFileName()));
        out.write(Files.readAllBytes(file));
      }
      out.putNextEntry(new JarEntry(SERVICE));
      out.write(service.getBytes(StandardCharsets.UTF_8));
    }
  }
}
