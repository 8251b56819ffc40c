/** Ways to log in with what lies in files of this machine. */
package io.azimuth.bootstrap.agent.login;
