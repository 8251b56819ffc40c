/** Reads the parameters of a request from the command line, standard input and files. */
package io.azimuth.bootstrap.client.input;
