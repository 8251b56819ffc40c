/** What the command line, standard input and files say is to be sent. */
package io.azimuth.bootstrap.client.input;
