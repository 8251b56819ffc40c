/** Runs a program with secrets in its environment. */
package io.azimuth.bootstrap.agent.exec;
