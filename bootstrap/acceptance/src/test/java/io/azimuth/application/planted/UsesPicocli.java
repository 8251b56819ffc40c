package io.azimuth.application.planted;

import picocli.CommandLine;

record UsesPicocli(CommandLine planted) {}
