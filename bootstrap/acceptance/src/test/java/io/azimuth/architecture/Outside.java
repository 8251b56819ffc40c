package io.azimuth.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.Timer;

/** The parts of the JDK that reach out of the code: disks, networks, the process. */
final class Outside {

  private Outside() {}

  /** What is in {@code java.lang} and {@code java.util} and yet more than a value. */
  static final DescribedPredicate<JavaClass> PARTS_OF_THE_PROCESS =
      belongToAnyOf(
              ClassLoader.class,
              Process.class,
              ProcessBuilder.class,
              ProcessHandle.class,
              Runtime.class,
              ServiceLoader.class,
              Thread.class,
              ThreadGroup.class,
              ThreadLocal.class,
              Timer.class)
          .as("parts of the process");

  private static final Set<String> FILES =
      Set.of(
          "java.io.File",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.PrintStream",
          "java.io.PrintWriter",
          "java.io.RandomAccessFile",
          "java.nio.file.FileStore",
          "java.nio.file.FileSystem",
          "java.nio.file.FileSystems",
          "java.nio.file.Files",
          "java.util.Scanner",
          "java.util.jar.JarFile",
          "java.util.zip.ZipFile");

  /** A path or a URI is a name; these are what it names. */
  static final DescribedPredicate<JavaClass> FILES_AND_CONNECTIONS =
      DescribedPredicate.describe(
          "are files or connections",
          type ->
              FILES.contains(type.getName())
                  || type.getName()
                      .matches("java\\.nio\\.channels\\.\\w*(File|Socket|Datagram)\\w*")
                  || type.getName().matches("java\\.net\\.(URL|\\w*URLConnection|\\w*Socket)"));

  /** Ways from a value to what is outside, by the class that has them. */
  private static final Map<String, Set<String>> WAYS =
      Map.of(
          "java.lang.Class",
          Set.of("forName", "getResource", "getResourceAsStream"),
          "java.lang.System",
          Set.of(
              "exit",
              "getProperties",
              "getProperty",
              "getenv",
              "load",
              "loadLibrary",
              "setProperty"),
          "java.net.InetAddress",
          Set.of(
              "getAllByName",
              "getByName",
              "getCanonicalHostName",
              "getHostName",
              "getLocalHost",
              "isReachable"),
          "java.net.URI",
          Set.of("toURL"),
          "java.nio.file.Path",
          Set.of("toFile", "toRealPath"));

  /** Reads a file, the environment or the answer of a name server. */
  static final DescribedPredicate<AccessTarget> READING =
      DescribedPredicate.describe(
          "reads what is outside",
          target ->
              WAYS.getOrDefault(target.getOwner().getName(), Set.of()).contains(target.getName()));
}
