// A frame in one write. ncurses writes whenever it moves the cursor, so that a terminal shows half a
// frame, and each row costs a system call.
#pragma once

// Keeps a descriptor for the terminal beside `output`; gives it, or `output` itself where there is no
// memory file: then frames are written as ncurses writes them.
int frames_open(int output);

// From here on what is written to `output` is kept.
void frames_begin(void);

// Sends what was kept, and lets `output` be the terminal again.
void frames_end(void);
