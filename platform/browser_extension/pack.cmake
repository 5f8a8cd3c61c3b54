# Packs FILES (joined with `|`, below FROM) and MANIFEST by way of FOLDER into the zip file OUT. The
# bytes depend on nothing but theirs: neither on this computer's time zone nor on who may read them.
string(REPLACE "|" ";" files "${FILES}")
file(REMOVE_RECURSE ${FOLDER})
foreach(file IN LISTS files)
  get_filename_component(folder ${FOLDER}/${file} DIRECTORY)
  file(COPY ${FROM}/${file} DESTINATION ${folder}
    FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
endforeach()
file(COPY ${MANIFEST} DESTINATION ${FOLDER}
  FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)

list(APPEND files manifest.json)
list(SORT files)
get_filename_component(folder ${OUT} DIRECTORY)
file(MAKE_DIRECTORY ${folder})
set(ENV{TZ} UTC)
execute_process(COMMAND ${CMAKE_COMMAND} -E tar cf ${OUT} --format=zip "--mtime=2020-01-01 00:00:00 UTC"
  -- ${files} WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "${OUT} cannot be packed")
endif()
